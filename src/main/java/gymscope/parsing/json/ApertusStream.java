package gymscope.parsing.json;

import gymscope.parsing.GrowingText;
import gymscope.parsing.JsonScanner;
import org.jspecify.annotations.Nullable;

/**
 * The stream of {@link Apertus}: a call begins with its key, its arguments come in Python's form as they are written. Text before
 * the prefix and after the array is content as it is, without the markers. What cannot be read is swallowed up to the suffix.
 */
final class ApertusStream extends GrowingText {

    private enum State {
        BEFORE, ARRAY, BROKEN, AFTER
    }

    private final StringBuilder held = new StringBuilder();
    private PythonJsonRewriter rewriter = new PythonJsonRewriter(held);
    private State state = State.BEFORE;
    private boolean inArray;
    private @Nullable JsonScanner object;
    private @Nullable String member;
    private int objectStart;
    private int heldStart;

    @Override
    protected void advance() {
        boolean more = true;
        while (more) {
            more = switch (state) {
                case BEFORE -> before();
                case ARRAY, BROKEN -> block();
                case AFTER -> after();
            };
        }
    }

    private boolean before() {
        int prefix = find(Apertus.PREFIX);
        content(prefix < 0 ? settled(Apertus.PREFIX, Apertus.SUFFIX) : prefix);
        if (prefix >= 0) {
            at = prefix + Apertus.PREFIX.length();
            state = State.ARRAY;
        }
        return prefix >= 0;
    }

    private boolean block() {
        int suffix = find(Apertus.SUFFIX);
        int end = suffix < 0 ? settled(Apertus.SUFFIX) : suffix;
        while (at < end && state == State.ARRAY) {
            accept(text.charAt(at));
            at++;
        }
        if (state == State.AFTER) {
            return true;
        }
        at = end;
        if (suffix >= 0) {
            state = State.AFTER;
        }
        return suffix >= 0;
    }

    private boolean after() {
        int prefix = text.indexOf(Apertus.PREFIX, at);
        int suffix = text.indexOf(Apertus.SUFFIX, at);
        int marker = prefix < 0 || (suffix >= 0 && suffix < prefix) ? suffix : prefix;
        content(marker >= 0 ? marker : ended ? text.length() : settled(Apertus.PREFIX, Apertus.SUFFIX));
        at += marker >= 0 ? Apertus.PREFIX.length() : 0;
        return marker >= 0;
    }

    private void accept(char c) {
        if (object != null) {
            inObject(object, c);
        } else if (c == '{') {
            object = new JsonScanner();
            object.accept(c);
            objectStart = at;
            member = null;
            rewriter = new PythonJsonRewriter(held);
        } else if (c == '[' && !inArray) {
            inArray = true;
        } else if (c == ']' && inArray) {
            state = State.AFTER;
        } else if (c != ',' && c != ' ' && c != '\n' && c != '\r' && c != '\t') {
            state = State.BROKEN;
        }
    }

    private void inObject(JsonScanner scanner, char c) {
        if (!scanner.accept(c)) {
            state = State.BROKEN;
            return;
        }
        String current = scanner.lastMember();
        if (current != null && member == null) {
            member = current;
            String name = Apertus.key(current);
            out.startCall(name == null ? current : name, objectStart);
        }
        boolean argument = current != null && current.equals(member);
        if (argument) {
            heldStart = held.isEmpty() ? at : heldStart;
            rewriter.accept(c);
        }
        if (!argument || scanner.isDone() || !scanner.isMemberOpen()) {
            rewriter.finish();
        }
        if (!held.isEmpty()) {
            out.arguments(held, heldStart);
            held.setLength(0);
        }
        object = scanner.isDone() ? null : scanner;
        if (scanner.isDone() && !inArray) {
            state = State.AFTER;
        }
    }
}
