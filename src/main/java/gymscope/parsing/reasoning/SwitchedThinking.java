package gymscope.parsing.reasoning;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reasoning that the chat template's arguments switch: the rule of another parser when it is on, all content when it is off.
 *
 * @param name the parser's name
 * @param on whether these arguments switch it on
 * @param rule what reads a text then
 */
record SwitchedThinking(String name, Predicate<ObjectNode> on, AnswerFormat rule) implements AnswerFormat {

    /** On when {@code thinking} or {@code enable_thinking} says so: DeepSeek V3 and Laguna. */
    static boolean offByDefault(ObjectNode arguments) {
        return isTrue(arguments.get("thinking"), false) || isTrue(arguments.get("enable_thinking"), false);
    }

    /** On unless {@code thinking} or {@code enable_thinking} says no: Holo2. */
    static boolean onByDefault(ObjectNode arguments) {
        return isTrue(arguments.get("thinking"), true) && isTrue(arguments.get("enable_thinking"), true);
    }

    /** On with a {@code reasoning_effort} other than {@code no_think}: Hunyuan 3. */
    static boolean withEffort(ObjectNode arguments) {
        JsonNode effort = arguments.get("reasoning_effort");
        return isTrue(effort, false) && !effort.asString("").equals("no_think");
    }

    /** The truth of a value as Python sees it. */
    static boolean isTrue(@Nullable JsonNode value, boolean missing) {
        if (value == null) {
            return missing;
        }
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.doubleValue() != 0;
            case STRING -> !value.asString().isEmpty();
            case ARRAY, OBJECT -> !value.isEmpty();
            default -> false;
        };
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        return on.test(request.templateArguments()) ? rule.parse(text, request) : Identity.parse(text);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return on.test(request.templateArguments()) ? rule.stream(request) : Identity.stream();
    }
}
