package gymscope.parsing.markup;

import gymscope.parsing.WalkedStream;
import gymscope.parsing.arguments.PythonText;
import java.util.List;

/** Reads Command A's sections, and passes over its calls. White space around reasoning and content is not theirs, and citation marks are left out. */
final class CohereStream extends WalkedStream {

    private static final String THINKING = "<|START_THINKING|>";
    private static final String THINKING_END = "<|END_THINKING|>";
    private static final String ACTION = "<|START_ACTION|>";
    private static final String ACTION_END = "<|END_ACTION|>";
    private static final List<String> QUIET = List.of("<|START_RESPONSE|>", "<|END_RESPONSE|>", "<|START_TEXT|>",
            "<|END_TEXT|>");
    private static final List<String> MARKERS = List.of(THINKING, THINKING_END, ACTION, QUIET.get(0), QUIET.get(1),
            QUIET.get(2), QUIET.get(3), "<co>", "</co:");

    private boolean inReasoning;
    private boolean isBegun;
    private boolean inAction;
    private int blankTo;

    @Override
    protected boolean step() {
        if (inAction) {
            return action();
        }
        int tag = find("<");
        give(tag < 0 ? length() : tag);
        if (at() < length() && at() != tag) {
            return held();
        }
        if (tag < 0) {
            return false;
        }
        for (String marker : MARKERS) {
            if (isAt(marker)) {
                return marker(marker);
            }
        }
        if (MARKERS.stream().anyMatch(this::mayBecome)) {
            return false;
        }
        give(at() + 1);
        return at() > tag || held();
    }

    /** White space that may be the last of its section stays unread until something follows. */
    private boolean held() {
        blankTo = Math.max(blankTo, at());
        while (blankTo < length() && PythonText.isSpace(charAt(blankTo))) {
            blankTo++;
        }
        int tag = blankTo;
        if (tag == length()) {
            skip(ended() ? tag : at());
            return false;
        }
        for (String marker : MARKERS) {
            String next = text(tag, Math.min(length(), tag + marker.length()));
            if (next.equals(marker)) {
                skip(tag);
                return true;
            }
            if (!ended() && next.length() < marker.length() && marker.startsWith(next)) {
                return false;
            }
        }
        out(tag + 1);
        return true;
    }

    private void give(int end) {
        if (blankTo >= end) {
            return;
        }
        int start = isBegun ? at() : Math.min(end, at() + PythonText.skipSpace(text(at(), end), 0));
        skip(start);
        int last = start + PythonText.stripTrailing(text(start, end)).length();
        if (last > start) {
            out(last);
        }
    }

    private void out(int end) {
        isBegun = true;
        if (inReasoning) {
            reasoning(end);
        } else {
            content(end);
        }
    }

    private boolean marker(String marker) {
        int end = at() + marker.length();
        switch (marker) {
            case "<co>" -> skip(end);
            case "</co:" -> {
                int close = find(">", end);
                if (close < 0) {
                    return false;
                }
                skip(close + 1);
            }
            default -> {
                inReasoning = marker.equals(THINKING);
                inAction = marker.equals(ACTION);
                isBegun = false;
                skip(end);
            }
        }
        return true;
    }

    private boolean action() {
        int end = find(ACTION_END);
        if (end < 0 && !ended()) {
            return false;
        }
        skip(end < 0 ? length() : end + ACTION_END.length());
        inAction = false;
        return end >= 0;
    }
}
