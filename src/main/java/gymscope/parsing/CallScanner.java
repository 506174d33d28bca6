package gymscope.parsing;

import gymscope.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Follows the JSON object of one call character by character and takes name and arguments out of it. For one thread.
 */
public final class CallScanner {

    private final JsonScanner json = new JsonScanner();
    private final StringBuilder nameText = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();
    private final List<String> argumentKeys;
    private @Nullable String name;
    private boolean argumentsBegun;
    private boolean argumentsDone;
    private Part part = Part.MARKUP;
    private int scanned;
    private int untakenStart;

    /** For {@code {"name": …, "arguments": …}}. */
    public CallScanner() {
        this("arguments");
    }

    /**
     * For a call whose arguments have other names.
     *
     * @param argumentKeys the members that may hold the arguments
     */
    public CallScanner(String... argumentKeys) {
        this.argumentKeys = List.of(argumentKeys);
    }

    /** Takes the next character; false when the text is no call with it. */
    public boolean accept(char c) {
        if (!json.accept(c)) {
            return false;
        }
        scanned++;
        String member = json.lastMember();
        boolean inArguments = member != null && argumentKeys.contains(member);
        argumentsDone |= argumentsBegun && !json.isMemberOpen() && !inArguments;
        part = Part.MARKUP;
        if (member == null) {
            return true;
        }
        return member.equals("name") ? acceptName(c) : !inArguments || acceptArguments(c);
    }

    /** What the last character is. */
    public Part part() {
        return part;
    }

    /** The tool's name, null until it is whole. */
    public @Nullable String name() {
        return name;
    }

    /** Whether name and the beginning of the arguments are known. */
    public boolean isCall() {
        return name != null && argumentsBegun;
    }

    /** Whether the object is closed. */
    public boolean isClosed() {
        return json.isDone();
    }

    /** Whether the arguments' value is whole. */
    public boolean argumentsAreWhole() {
        return argumentsBegun && (json.isDone() || argumentsDone || !json.isMemberOpen());
    }

    /** Whether the object is closed with all that a call needs. */
    public boolean isComplete() {
        return json.isDone() && isCall();
    }

    /** How far into the call's JSON the arguments begin that were not taken yet. */
    public int argumentsStart() {
        return untakenStart;
    }

    /** The argument text since the last time. */
    public String takeArguments() {
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
