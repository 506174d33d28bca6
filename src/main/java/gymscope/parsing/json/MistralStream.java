package gymscope.parsing.json;

import gymscope.parsing.CallIds;
import gymscope.parsing.GrowingText;
import gymscope.parsing.arguments.PythonText;

/**
 * Mistral's format from tokenizer version 11 on: {@code [TOOL_CALLS]name{…}} or {@code [TOOL_CALLS]name[ARGS]{…}}, a marker a
 * call, and reasoning between {@code [THINK]} and {@code [/THINK]}, or {@code <think>} and {@code </think>}. Arguments are passed
 * on as they are written up to the brace that balances the first; what follows it is dropped, as is white space before a call.
 */
final class MistralStream extends GrowingText {

    static final String OPEN = "[TOOL_CALLS]";
    static final String ARGUMENTS = "[ARGS]";
    static final String CALL_ID = "[CALL_ID]";
    private static final String[] THINK = {"[THINK]", "<think>"};
    private static final String[] THINK_END = {"[/THINK]", "</think>"};

    private enum State {
        CONTENT, REASONING, NAME, ARGUMENTS, REST
    }

    private final boolean reasons;
    private final boolean calls;
    private State state = State.CONTENT;
    private boolean contentShown;
    private int callStart;
    private int read;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean argumentsShown;
    private int blankEnd;
    private int spaceRead;
    private int spaceStart;

    /**
     * A stream.
     *
     * @param reasons whether reasoning is read
     * @param calls whether calls are read; otherwise their text is content
     */
    MistralStream(boolean reasons, boolean calls) {
        this.reasons = reasons;
        this.calls = calls;
    }

    @Override
    protected void advance() {
        boolean more = true;
        while (more) {
            more = switch (state) {
                case CONTENT -> content();
                case REASONING -> reasoning();
                case NAME -> name();
                case ARGUMENTS -> arguments();
                case REST -> rest();
            };
        }
    }

    private boolean content() {
        int call = find(OPEN);
        String marker = reasons ? firstOf(THINK[0], THINK[1], THINK_END[0], THINK_END[1]) : "";
        int think = marker.isEmpty() ? -1 : find(marker);
        if (call >= 0 && (think < 0 || call < think)) {
            shown(call);
            if (!calls) {
                content(ended ? text.length() : settled(OPEN));
                contentShown = true;
                return false;
            }
            beginCall(call);
            return true;
        }
        if (think >= 0) {
            shown(think);
            at = think + marker.length();
            state = marker.equals(THINK[0]) || marker.equals(THINK[1]) ? State.REASONING : State.CONTENT;
            return true;
        }
        int end = ended ? text.length() : settledInContent();
        if (ended || contentShown || !isBlank(end)) {
            contentShown |= end > at;
            content(end);
        }
        return false;
    }

    private int settledInContent() {
        int end = settled(OPEN);
        return reasons ? Math.min(end, settled(THINK[0], THINK[1], THINK_END[0], THINK_END[1])) : end;
    }

    /** Content up to a marker: not where there is only white space. */
    private void shown(int end) {
        if (contentShown || !isBlank(end)) {
            contentShown |= end > at;
            content(end);
        }
        at = end;
    }

    private boolean isBlank(int end) {
        blankEnd = Math.max(blankEnd, at);
        while (blankEnd < end && PythonText.isSpace(text.charAt(blankEnd))) {
            blankEnd++;
        }
        return blankEnd >= end;
    }

    private String firstOf(String... markers) {
        String first = "";
        int firstAt = text.length();
        for (String marker : markers) {
            int found = find(marker);
            if (found >= 0 && found < firstAt) {
                first = marker;
                firstAt = found;
            }
        }
        return first;
    }

    private boolean reasoning() {
        String marker = firstOf(THINK[0], THINK[1], THINK_END[0], THINK_END[1], OPEN);
        if (marker.isEmpty()) {
            int end = ended ? text.length() : settled(THINK[0], THINK[1], THINK_END[0], THINK_END[1], OPEN);
            reasoning(spaceBefore(end));
            return false;
        }
        int found = find(marker);
        boolean ends = !marker.equals(THINK[0]) && !marker.equals(THINK[1]);
        reasoning(ends ? spaceBefore(found) : found);
        at = found + marker.length();
        if (marker.equals(OPEN)) {
            at = found;
        }
        state = ends ? State.CONTENT : State.REASONING;
        return true;
    }

    /** White space at the end of reasoning is dropped, so it waits for what follows. */
    private int spaceBefore(int end) {
        for (spaceRead = Math.max(spaceRead, at); spaceRead < end; spaceRead++) {
            spaceStart = PythonText.isSpace(text.charAt(spaceRead)) ? spaceStart : spaceRead + 1;
        }
        return Math.min(end, Math.max(at, spaceStart));
    }

    private void beginCall(int start) {
        callStart = start;
        at = start + OPEN.length();
        read = at;
        state = State.NAME;
    }

    private boolean name() {
        int brace = text.indexOf("{", read);
        int marker = text.indexOf(ARGUMENTS, at);
        int next = text.indexOf(OPEN, at);
        int end = brace < 0 || (marker >= 0 && marker < brace) ? marker : brace;
        if (next >= 0 && (end < 0 || next < end)) {
            giveName(next, true);
            beginCall(next);
            return true;
        }
        if (end < 0) {
            read = Math.max(at, text.length());
            if (ended) {
                giveName(text.length(), true);
                at = text.length();
            }
            return false;
        }
        giveName(end, false);
        at = end == marker ? end + ARGUMENTS.length() : end;
        read = at;
        depth = 0;
        inString = false;
        escaped = false;
        argumentsShown = false;
        state = State.ARGUMENTS;
        return true;
    }

    private void giveName(int end, boolean alone) {
        String header = text.substring(at, end);
        int id = header.indexOf(CALL_ID);
        String name = PythonText.strip(id >= 0 ? header.substring(0, id) : header);
        if (!alone || !name.isEmpty()) {
            out.startCall(CallIds.mistral(), name, callStart);
            if (alone) {
                out.arguments("{}", end);
            }
        }
    }

    private boolean arguments() {
        int next = find(OPEN);
        int end = next >= 0 ? next : ended ? text.length() : settled(OPEN);
        boolean balanced = false;
        while (read < end && !balanced) {
            balanced = balances(text.charAt(read));
            read++;
        }
        int last = balanced ? read : spaceBefore(read);
        at = argumentsShown ? at : Math.min(last, PythonText.skipSpace(text, at));
        if (last > at) {
            out.arguments(text.substring(at, last), at);
            argumentsShown = true;
            at = last;
        }
        if (!balanced && next < 0 && !ended) {
            return false;
        }
        if (!argumentsShown) {
            out.arguments("{}", at);
        }
        at = end;
        state = State.REST;
        return true;
    }

    private boolean balances(char c) {
        if (inString) {
            inString = escaped || c != '"';
            escaped = !escaped && c == '\\';
            return false;
        }
        switch (c) {
            case '"' -> inString = true;
            case '{' -> depth++;
            case '}' -> {
                depth--;
                return depth <= 0;
            }
            default -> {
                // Nothing that brackets.
            }
        }
        return false;
    }

    private boolean rest() {
        int next = find(OPEN);
        if (next >= 0) {
            beginCall(next);
        }
        return next >= 0;
    }
}
