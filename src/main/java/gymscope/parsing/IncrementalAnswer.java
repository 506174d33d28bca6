package gymscope.parsing;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads an answer as it comes. The pieces depend on the text only, not on how it is cut. Of text that may be the
 * beginning of a marker nothing is given out; a call is given out once its name is whole and its arguments begin. What
 * turns out not to be a call, or not to be one any more, is content from there to the end. For one thread.
 */
public final class IncrementalAnswer implements AnswerStream {

    private enum State {
        BEGINNING, REASONING, SEPARATOR, CONTENT, CALL, BETWEEN_CALLS, PLAIN
    }

    private final boolean startsInReasoning;
    private final boolean readsCalls;
    private final StringBuilder candidate = new StringBuilder();
    private final StringBuilder space = new StringBuilder();
    private final StringBuilder callText = new StringBuilder();
    private final DeltaCollector deltas = new DeltaCollector();
    private State state = State.BEGINNING;
    private int length;
    private int spaceStart;
    private int callStart;
    private CallScanner scanner = new CallScanner();
    private boolean callStarted;

    IncrementalAnswer(boolean startsInReasoning, boolean readsCalls) {
        this.startsInReasoning = startsInReasoning;
        this.readsCalls = readsCalls;
    }

    @Override
    public List<AnswerDelta> push(String text) {
        for (int i = 0; i < text.length(); i++) {
            accept(text.charAt(i));
        }
        return deltas.take();
    }

    @Override
    public List<AnswerDelta> finish() {
        flushCandidate(0);
        if (state == State.CALL && !scanner.isComplete() && !callStarted) {
            giveUpCall();
        }
        flushSpace();
        return deltas.take();
    }

    /** How many calls have begun. */
    public int toolCalls() {
        return deltas.calls();
    }

    private void accept(char c) {
        length++;
        if (candidate.isEmpty() && c != '<') {
            plain(c, length - 1);
            return;
        }
        candidate.append(c);
        List<String> markers = markers();
        String held = candidate.toString();
        if (markers.contains(held)) {
            candidate.setLength(0);
            marker(held);
        } else if (markers.stream().noneMatch(marker -> marker.startsWith(held))) {
            flushCandidate(c == '<' ? 1 : 0);
        }
    }

    /** Gives the held text out as no marker; all but the last {@code kept} characters, which may begin another. */
    private void flushCandidate(int kept) {
        String text = candidate.toString();
        candidate.setLength(0);
        int start = length - text.length();
        int end = text.length() - kept;
        for (int i = 0; i < end; i++) {
            plain(text.charAt(i), start + i);
        }
        if (kept > 0 && markers().isEmpty()) {
            plain(text.charAt(end), start + end);
        } else if (kept > 0) {
            candidate.append(text, end, text.length());
        }
    }

    private List<String> markers() {
        return switch (state) {
            case BEGINNING -> startsInReasoning ? reasoningMarkers(true) : contentMarkers(true);
            case REASONING -> reasoningMarkers(false);
            case SEPARATOR, CONTENT, BETWEEN_CALLS -> contentMarkers(false);
            case CALL -> List.of(Markers.CALL_END);
            case PLAIN -> List.of();
        };
    }

    private List<String> reasoningMarkers(boolean beginning) {
        List<String> markers = new ArrayList<>(List.of(Markers.THINK_END));
        markers.addAll(contentMarkers(beginning));
        return markers;
    }

    private List<String> contentMarkers(boolean beginning) {
        List<String> markers = new ArrayList<>();
        if (readsCalls) {
            markers.add(Markers.CALL);
        }
        if (beginning) {
            markers.add(Markers.THINK);
        }
        return markers;
    }

    private void marker(String marker) {
        switch (marker) {
            case Markers.THINK -> {
                space.setLength(0);
                state = State.REASONING;
            }
            case Markers.THINK_END -> {
                flushSpace();
                state = State.SEPARATOR;
            }
            case Markers.CALL -> beginCall();
            default -> endCall();
        }
    }

    private void plain(char c, int at) {
        switch (state) {
            case BEGINNING -> {
                if (Character.isWhitespace(c)) {
                    spaceStart = at - space.length();
                    space.append(c);
                } else {
                    state = startsInReasoning ? State.REASONING : State.CONTENT;
                    flushSpace();
                    plain(c, at);
                }
            }
            case REASONING -> deltas.reasoning(String.valueOf(c), at);
            case SEPARATOR -> {
                if (!Character.isWhitespace(c)) {
                    state = State.CONTENT;
                    plain(c, at);
                }
            }
            case CONTENT, PLAIN -> deltas.content(String.valueOf(c), at);
            case CALL -> inCall(c, at);
            case BETWEEN_CALLS -> {
                // vLLM gives text between and after calls to no field.
            }
        }
    }

    private void beginCall() {
        if (state == State.BEGINNING && startsInReasoning) {
            flushSpace();
        }
        state = State.CALL;
        scanner = new CallScanner();
        callStarted = false;
        callText.setLength(0);
        callText.append(Markers.CALL);
        callStart = length - Markers.CALL.length();
    }

    private void inCall(char c, int at) {
        if (!scanner.accept(c)) {
            giveUpCall();
            plain(c, at);
            return;
        }
        callText.append(c);
        if (!callStarted && scanner.isCall()) {
            callStarted = true;
            space.setLength(0);
            deltas.startCall(String.valueOf(scanner.name()), callStart);
        }
        if (callStarted) {
            int start = callStart + Markers.CALL.length() + scanner.argumentsStart();
            deltas.arguments(scanner.takeArguments(), start);
        }
    }

    private void endCall() {
        if (scanner.isComplete()) {
            state = State.BETWEEN_CALLS;
        } else {
            giveUpCall();
            deltas.content(Markers.CALL_END, length - Markers.CALL_END.length());
        }
    }

    /** What was read as a call is none. Its text is content, unless it was given out as a call already. */
    private void giveUpCall() {
        state = State.PLAIN;
        if (!callStarted) {
            flushSpace();
            deltas.content(callText, callStart);
        }
    }

    private void flushSpace() {
        if (state == State.REASONING || (state == State.BEGINNING && startsInReasoning)) {
            deltas.reasoning(space, spaceStart);
        } else {
            deltas.content(space, spaceStart);
        }
        space.setLength(0);
    }
}
