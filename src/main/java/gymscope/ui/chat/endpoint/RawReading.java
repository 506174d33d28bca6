package gymscope.ui.chat.endpoint;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerParser;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.ParserRefusal;
import gymscope.parsing.Parsers;
import gymscope.parsing.Parsers.Kind;
import gymscope.parsing.Part;
import gymscope.parsing.Segment;
import gymscope.wire.Json;
import gymscope.wire.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which parsers read a model's raw text, and why these.
 *
 * @param tool the tool parser's name
 * @param reasoning the reasoning parser's name; null for {@code <think>}, or for none
 * @param reason why, the end of a sentence
 * @param certain whether the endpoint itself reads so
 */
public record RawReading(String tool, @Nullable String reasoning, String reason, boolean certain) {

    private static final String HERMES = "hermes";

    /** When nothing tells which parsers belong to the model. */
    public static final RawReading UNTOLD = new RawReading(HERMES, null, "since nothing tells which the model needs", false);

    /** Who reads, and why, as a sentence. */
    public String sentence() {
        return reasoning == null
                ? "Calls are read by Gymscope's %s parser, %s.".formatted(tool, reason)
                : "Reasoning is read by Gymscope's %s parser and calls by its %s parser, %s.".formatted(reasoning, tool, reason);
    }

    /** The same with another tool parser. */
    RawReading withTool(String other, String otherReason) {
        return new RawReading(other, reasoning, otherReason, false);
    }

    /**
     * Reads a text. One that vLLM's parser would refuse is content.
     *
     * @param opened whether the prompt ended inside open reasoning
     * @param thinks whether the model's answer has reasoning
     */
    public ParsedAnswer read(String text, boolean opened, boolean thinks, ParseRequest request) {
        if (tool.equals(HERMES) && reasoning == null) {
            return (request.forbidsCalls() ? AnswerParser.reasoningOnly(opened) : AnswerParser.hermes(opened)).parse(text);
        }
        if (request.forbidsCalls() && (reasoning == null || !thinks)) {
            return content(text);
        }
        try {
            AnswerFormat format = reasoning != null && thinks
                    ? Parsers.unified(reasoning + "+" + tool)
                    : Parsers.named(Kind.TOOL, tool);
            return format.parse(text, thinks ? thinking(request) : request);
        } catch (ParserRefusal refused) {
            return content(text);
        }
    }

    /** Some parsers look for reasoning only where the request turned it on; that there is some is known here. */
    private static ParseRequest thinking(ParseRequest request) {
        ObjectNode arguments = Json.object().put("thinking", true).put("enable_thinking", true);
        arguments.setAll(request.templateArguments());
        return new ParseRequest(request.tools(), request.toolChoice(), request.promptSuffix(), request.tokenizerVariant(),
                arguments, request.startToken(), request.endToken());
    }

    private static ParsedAnswer content(String text) {
        return new ParsedAnswer(null, text, List.of(), List.of(new Segment(Part.CONTENT, new Span(0, text.length()))));
    }
}
