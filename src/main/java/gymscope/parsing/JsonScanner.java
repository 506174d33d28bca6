package gymscope.parsing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows one JSON object (RFC 8259) character by character: says at once when a character cannot be part of it, and
 * which member of the outermost object the character belongs to. For one thread.
 */
public final class JsonScanner {

    private static final int MAX_DEPTH = 500;
    private static final Pattern SCALAR = Pattern
            .compile("true|false|null|NaN|-?Infinity|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    private enum State {
        START, VALUE, VALUE_OR_END, KEY, KEY_OR_END, COLON, AFTER_VALUE, STRING, ESCAPE, UNICODE, SCALAR, DONE
    }

    private final Deque<Character> closers = new ArrayDeque<>();
    private final StringBuilder scalar = new StringBuilder();
    private final StringBuilder key = new StringBuilder();
    private State state = State.START;
    private boolean inKey;
    private int hexDigits;
    private @Nullable String member;
    private boolean memberOpen;
    private boolean lastInMember;

    /** Takes the next character; false when the text cannot be JSON with it. */
    public boolean accept(char c) {
        boolean open = memberOpen;
        if (state == State.SCALAR && (isSpace(c) || c == ',' || c == ']' || c == '}')) {
            if (!SCALAR.matcher(scalar).matches()) {
                return false;
            }
            endValue();
            open = memberOpen;
        }
        boolean valid = step(c);
        lastInMember = open || memberOpen;
        return valid;
    }

    /** Whether the object is closed. */
    public boolean isDone() {
        return state == State.DONE;
    }

    /**
     * The outermost object's member whose value the last character belongs to, its name as it is written, escapes included; null
     * when it belongs to none.
     */
    public @Nullable String lastMember() {
        return lastInMember ? member : null;
    }

    /** Whether the last member's value is still open. */
    public boolean isMemberOpen() {
        return memberOpen;
    }

    private boolean step(char c) {
        return switch (state) {
            case STRING -> string(c);
            case ESCAPE -> escape(c);
            case UNICODE -> unicode(c);
            case SCALAR -> {
                scalar.append(c);
                yield Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '+';
            }
            default -> isSpace(c) || structure(c);
        };
    }

    private boolean structure(char c) {
        return switch (state) {
            case START -> c == '{' && open('}', State.KEY_OR_END);
            case VALUE_OR_END -> c == ']' ? close(c) : value(c);
            case VALUE -> value(c);
            case KEY_OR_END -> c == '}' ? close(c) : c == '"' && beginKey();
            case KEY -> c == '"' && beginKey();
            case COLON -> c == ':' && become(State.VALUE);
            case AFTER_VALUE -> c == ','
                    ? become(closers.getFirst() == '}' ? State.KEY : State.VALUE)
                    : close(c);
            default -> false;
        };
    }

    private boolean value(char c) {
        memberOpen |= closers.size() == 1;
        return switch (c) {
            case '{' -> open('}', State.KEY_OR_END);
            case '[' -> open(']', State.VALUE_OR_END);
            case '"' -> {
                inKey = false;
                yield become(State.STRING);
            }
            default -> {
                scalar.setLength(0);
                scalar.append(c);
                yield (c == '-' || Character.isLetterOrDigit(c)) && become(State.SCALAR);
            }
        };
    }

    private boolean beginKey() {
        inKey = true;
        key.setLength(0);
        return become(State.STRING);
    }

    private boolean string(char c) {
        if (c == '"') {
            if (inKey) {
                member = closers.size() == 1 ? key.toString() : member;
                return become(State.COLON);
            }
            endValue();
            return true;
        }
        if (inKey) {
            key.append(c);
        }
        return c == '\\' ? become(State.ESCAPE) : c >= ' ';
    }

    private boolean escape(char c) {
        hexDigits = 0;
        if (inKey) {
            key.append(c);
        }
        return c == 'u' ? become(State.UNICODE) : "\"\\/bfnrt".indexOf(c) >= 0 && become(State.STRING);
    }

    private boolean unicode(char c) {
        hexDigits++;
        if (inKey) {
            key.append(c);
        }
        return Character.digit(c, 16) >= 0 && c < 128 && (hexDigits < 4 || become(State.STRING));
    }

    private boolean open(char closer, State next) {
        closers.push(closer);
        return closers.size() <= MAX_DEPTH && become(next);
    }

    private boolean close(char c) {
        if (closers.isEmpty() || closers.getFirst() != c) {
            return false;
        }
        closers.pop();
        endValue();
        return true;
    }

    private void endValue() {
        state = closers.isEmpty() ? State.DONE : State.AFTER_VALUE;
        memberOpen &= closers.size() > 1;
    }

    private boolean become(State next) {
        state = next;
        return true;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
