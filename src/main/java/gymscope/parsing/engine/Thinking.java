package gymscope.parsing.engine;

import gymscope.parsing.ParseRequest;
import tools.jackson.databind.JsonNode;

/** What a request's {@code chat_template_kwargs} say about thinking. */
final class Thinking {

    private Thinking() {
    }

    /** Whether a switch is on; as it is when missing. */
    static boolean isOn(ParseRequest request, String name, boolean missing) {
        JsonNode value = request.templateArguments().get(name);
        return value == null ? missing : isTrue(value);
    }

    /** Whether either {@code thinking} or {@code enable_thinking} is on, or none of the two is given. */
    static boolean eitherIsOn(ParseRequest request) {
        boolean given = isGiven(request, "thinking") || isGiven(request, "enable_thinking");
        return !given || isOn(request, "thinking", false) || isOn(request, "enable_thinking", false);
    }

    private static boolean isGiven(ParseRequest request, String name) {
        JsonNode value = request.templateArguments().get(name);
        return value != null && !value.isNull();
    }

    private static boolean isTrue(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.doubleValue() != 0;
            case STRING -> !value.asString().isEmpty();
            case ARRAY, OBJECT -> !value.isEmpty();
            default -> false;
        };
    }
}
