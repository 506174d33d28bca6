package gymscope.parsing.markup;

import gymscope.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Follows the JSON of one of Inkling's calls, {@code {"name": …, "args": {…}}}, character by character: the name once it is whole,
 * the arguments as they are written. For one thread.
 */
final class InklingCall {

    private final StringBuilder string = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();
    private @Nullable String member;
    private @Nullable String name;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean awaitsValue;
    private boolean inArguments;
    private boolean hasArguments;

    /** Takes the next character; whether it is of the arguments. */
    boolean accept(char c) {
        boolean startsArguments = awaitsValue && "args".equals(member) && c == '{' && !hasArguments;
        if (startsArguments) {
            inArguments = true;
            hasArguments = true;
        }
        boolean isArgument = inArguments;
        if (isArgument) {
            arguments.append(c);
        }
        if (inString) {
            inString(c);
        } else {
            outsideString(c);
        }
        return isArgument;
    }

    /** The tool's name, null until it is whole. */
    @Nullable
    String name() {
        return name;
    }

    /** The argument text since the last time. */
    String take() {
        String taken = arguments.toString();
        arguments.setLength(0);
        return taken;
    }

    /** Whether the arguments have begun. */
    boolean hasArguments() {
        return hasArguments;
    }

    private void inString(char c) {
        if (c == '"' && !escaped) {
            inString = false;
            if (depth == 1 && !awaitsValue) {
                member = string.toString();
            } else if (depth == 1 && "name".equals(member) && name == null) {
                JsonNode value = Json.parseOrNull("\"" + string + "\"");
                name = value == null ? string.toString() : value.asString();
            }
        } else {
            string.append(c);
        }
        escaped = c == '\\' && !escaped;
    }

    private void outsideString(char c) {
        switch (c) {
            case '"' -> {
                inString = true;
                string.setLength(0);
            }
            case '{', '[' -> depth++;
            case '}', ']' -> {
                depth--;
                inArguments &= depth > 1;
            }
            case ':' -> awaitsValue |= depth == 1;
            case ',' -> awaitsValue &= depth != 1;
            default -> {
                // Digits, words and space change nothing.
            }
        }
    }
}
