package gymscope.parsing.reasoning;

import gymscope.parsing.WalkedStream;
import java.util.List;

/**
 * Reasoning up to a marker, then content. The first start marker is given out as nothing; text before it, which the whole-text
 * rule drops, is reasoning here, because it goes out before the marker comes.
 */
class ReasoningStream extends WalkedStream {

    private enum State {
        BEFORE, REASONING, CONTENT
    }

    private final ThinkMarkers markers;
    private State state = State.BEFORE;

    ReasoningStream(ThinkMarkers markers) {
        this.markers = markers;
    }

    @Override
    protected boolean step() {
        return switch (state) {
            case BEFORE -> before();
            case REASONING -> inReasoning(List.of(markers.end()));
            case CONTENT -> inContent();
        };
    }

    /** Gives out reasoning up to a place. */
    void give(int end) {
        reasoning(end);
    }

    /** Gives out what content there is; false when more text is needed. */
    boolean inContent() {
        content(length());
        return false;
    }

    private boolean before() {
        String marker = markers.start();
        int start = marker == null ? -1 : find(marker);
        int end = find(markers.end());
        if (marker == null || start < 0 || (end >= 0 && end < start)) {
            return inReasoning(markers.all());
        }
        give(start);
        skip(start + marker.length());
        state = State.REASONING;
        return true;
    }

    private boolean inReasoning(List<String> held) {
        int end = find(markers.end());
        if (end < 0) {
            give(safeEnd(held));
            return false;
        }
        endReasoning(end);
        skip(end + markers.end().length());
        state = State.CONTENT;
        return true;
    }

    /** Gives out the last reasoning, before the end marker. */
    void endReasoning(int end) {
        give(end);
    }
}
