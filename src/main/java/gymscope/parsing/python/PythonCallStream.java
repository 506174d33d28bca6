package gymscope.parsing.python;

import gymscope.parsing.DeltaCollector;
import gymscope.parsing.python.PythonExpression.Call;
import gymscope.parsing.python.PythonExpression.Keyword;
import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Calls in Python's form that come character by character. A call begins with its first whole argument or its closing
 * parenthesis; each argument comes out when it is whole. What is no such call ends it: nothing of the rest comes out. For one
 * thread.
 */
final class PythonCallStream {

    private enum State {
        BEFORE, BETWEEN, NAME, ARGUMENTS, DONE, BROKEN
    }

    private final DeltaCollector out;
    private final boolean bracketed;
    private final boolean repairs;
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder argument = new StringBuilder();
    private final PythonNesting nesting = new PythonNesting();
    private State state;
    private int callStart;
    private int argumentStart;
    private boolean begun;
    private int given;
    private int calls;

    /**
     * A stream.
     *
     * @param out what takes the pieces
     * @param bracketed whether the calls are a list, or stand on lines
     * @param repairs whether arguments are repaired, and a string that its quote cannot close ends the reading
     */
    PythonCallStream(DeltaCollector out, boolean bracketed, boolean repairs) {
        this.out = out;
        this.bracketed = bracketed;
        this.repairs = repairs;
        this.state = bracketed ? State.BEFORE : State.BETWEEN;
    }

    /** Whether nothing more is read because of what came. */
    boolean isBroken() {
        return state == State.BROKEN;
    }

    /** How many calls are out as a whole. */
    int wholeCalls() {
        return calls;
    }

    /** How many arguments of the call that is not whole are out, -1 when it has not begun. */
    int givenArguments() {
        return begun ? given : -1;
    }

    /** Takes the next character. */
    void accept(char c, int at) {
        switch (state) {
            case BEFORE -> state = c == '[' ? State.BETWEEN : isSpace(c) ? State.BEFORE : State.BROKEN;
            case BETWEEN -> between(c, at);
            case NAME -> name(c, at);
            case ARGUMENTS -> argument(c, at);
            case DONE, BROKEN -> {
                // What follows is not read.
            }
        }
    }

    private void between(char c, int at) {
        if (c == ']' && bracketed) {
            state = State.DONE;
        } else if (PythonTokens.isWordPart(c, false)) {
            callStart = at;
            begun = false;
            given = 0;
            name.setLength(0);
            name.append(c);
            state = State.NAME;
        } else if (c != ',' && !isSpace(c)) {
            state = State.BROKEN;
        }
    }

    private void name(char c, int at) {
        if (PythonTokens.isWordPart(c, true) || c == '.') {
            name.append(c);
        } else if (c == '(') {
            nesting.begin();
            argument.setLength(0);
            argumentStart = at + 1;
            state = State.ARGUMENTS;
        } else {
            state = State.BROKEN;
        }
    }

    private void argument(char c, int at) {
        boolean outside = nesting.isOutside();
        if (repairs && !nesting.mayFollow(c)) {
            state = State.BROKEN;
        } else if (outside && (c == ',' || c == ')')) {
            endArgument(c == ')', at);
        } else if (nesting.accept(c)) {
            argument.append(c);
        } else {
            state = State.BROKEN;
        }
    }

    private void endArgument(boolean last, int at) {
        boolean empty = argument.toString().isBlank();
        List<Keyword> keywords = empty ? List.of() : read(name + "(" + argument + ")");
        if (keywords == null || (empty && !last)) {
            state = State.BROKEN;
            return;
        }
        if (!begun) {
            begun = true;
            out.startCall(name.toString(), callStart);
        }
        for (Keyword keyword : keywords) {
            out.arguments(piece(keyword), argumentStart);
        }
        if (last) {
            out.arguments(given == 0 ? "{}" : "}", at);
            calls++;
            begun = false;
            state = State.BETWEEN;
        }
        argument.setLength(0);
        argumentStart = at + 1;
        nesting.begin();
    }

    /** The next member of the arguments as JSON. */
    private String piece(Keyword keyword) {
        JsonNode value = keyword.value().value();
        String key = PythonJson.write(Json.toTree(PythonRepairs.originalName(keyword.name())));
        return (given++ == 0 ? "{" : ", ") + key + ": " + PythonJson.write(value == null ? Json.object() : value);
    }

    private @Nullable List<Keyword> read(String call) {
        PythonExpression expression = PythonReader.first(call);
        if (expression == null && repairs) {
            for (TracedText candidate : PythonRepairs.candidates(TracedText.of(call, 0, call.length()))) {
                expression = expression == null ? PythonReader.first(candidate.text()) : expression;
            }
        }
        boolean whole = expression instanceof Call one && one.function() != null
                && one.keywords().stream().allMatch(keyword -> keyword.value().value() != null);
        return whole && expression instanceof Call one ? one.keywords() : null;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }
}
