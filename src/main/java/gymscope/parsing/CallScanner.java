package gymscope.parsing;

import gymscope.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Follows the JSON of one hermes call character by character and takes name and arguments out of it. */
final class CallScanner {

    private final JsonScanner json = new JsonScanner();
    private final StringBuilder nameText = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();
    private @Nullable String name;
    private boolean argumentsBegun;
    private boolean argumentsDone;
    private Part part = Part.MARKUP;
    private int scanned;
    private int untakenStart;

    /** Takes the next character; false when the text is no call with it. */
    boolean accept(char c) {
        if (!json.accept(c)) {
            return false;
        }
        scanned++;
        argumentsDone |= argumentsBegun && !json.isMemberOpen() && !"arguments".equals(json.lastMember());
        part = Part.MARKUP;
        return switch (json.lastMember()) {
            case "name" -> acceptName(c);
            case "arguments" -> acceptArguments(c);
            case null, default -> true;
        };
    }

    /** What the last character is. */
    Part part() {
        return part;
    }

    /** The tool's name, null until it is whole. */
    @Nullable
    String name() {
        return name;
    }

    /** Whether name and the beginning of the arguments are known. */
    boolean isCall() {
        return name != null && argumentsBegun;
    }

    /** Whether the object is closed with all that a call needs. */
    boolean isComplete() {
        return json.isDone() && isCall();
    }

    /** How far into the call's JSON the arguments begin that were not taken yet. */
    int argumentsStart() {
        return untakenStart;
    }

    /** The argument text since the last time. */
    String takeArguments() {
        String taken = arguments.toString();
        arguments.setLength(0);
        return taken;
    }

    private boolean acceptName(char c) {
        if (name != null) {
            return false;
        }
        part = c == '"' ? Part.MARKUP : Part.TOOL_NAME;
        nameText.append(c);
        if (json.isMemberOpen()) {
            return nameText.charAt(0) == '"';
        }
        JsonNode whole = Json.parseOrNull(nameText.toString());
        name = whole != null && whole.isString() ? whole.asString() : null;
        return name != null;
    }

    private boolean acceptArguments(char c) {
        if (argumentsDone) {
            return false;
        }
        part = Part.TOOL_ARGUMENTS;
        argumentsBegun = true;
        untakenStart = arguments.isEmpty() ? scanned - 1 : untakenStart;
        arguments.append(c);
        return true;
    }
}
