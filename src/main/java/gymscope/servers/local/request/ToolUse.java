package gymscope.servers.local.request;

import gymscope.parsing.AnswerParser;
import gymscope.servers.http.HttpError;
import tools.jackson.databind.JsonNode;

/**
 * Whether calls are read from the answer, and how many are given on.
 *
 * @param readsCalls whether the text is searched for calls
 * @param parallel whether more than the first call is returned
 */
public record ToolUse(boolean readsCalls, boolean parallel) {

    /** Reads {@code tool_choice} and {@code parallel_tool_calls}. */
    public static ToolUse of(RequestReader request, boolean hasTools) {
        JsonNode choice = request.node("tool_choice");
        boolean parallel = request.flag("parallel_tool_calls", true);
        if (choice != null && choice.isObject()) {
            throw RequestReader.notBuilt("tool_choice with a named tool", "tool_choice");
        }
        String word = choice == null ? hasTools ? "auto" : "none" : choice.asString("");
        return switch (word) {
            case "none" -> new ToolUse(false, parallel);
            case "auto" -> new ToolUse(hasTools, parallel);
            case "required" -> throw RequestReader.notBuilt("tool_choice \"required\"", "tool_choice");
            default -> throw HttpError.badRequest("tool_choice must be \"auto\" or \"none\", but it is %s.".formatted(choice),
                    "tool_choice");
        };
    }

    /** The parser for an answer to a prompt. */
    public AnswerParser parser(boolean opensReasoning) {
        return readsCalls ? AnswerParser.hermes(opensReasoning) : AnswerParser.reasoningOnly(opensReasoning);
    }

    /** Whether the call with this index is given on. */
    public boolean keeps(int call) {
        return parallel || call == 0;
    }
}
