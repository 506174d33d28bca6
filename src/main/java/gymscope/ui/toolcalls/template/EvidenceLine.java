package gymscope.ui.toolcalls.template;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a rendering near the place where it begins to differ from another.
 *
 * @param number from 1
 * @param same what is as in the other rendering
 * @param different what is not; control characters and spaces at its edges are written out
 * @param here whether the difference begins in this line
 */
record EvidenceLine(int number, String same, String different, boolean here) {

    private static final int BEFORE = 2;
    private static final int AFTER = 3;
    private static final int MOST_SAME = 14;
    private static final int MOST_SHOWN = 400;

    /**
     * The lines around a difference.
     *
     * @param difference where it begins; the text's length where the text ends there
     */
    static List<EvidenceLine> around(String text, int difference) {
        int place = Math.min(difference, text.length());
        List<String> lines = List.of(text.split("\n", -1));
        int line = 0;
        int start = 0;
        while (line < lines.size() - 1 && start + lines.get(line).length() < place) {
            start += lines.get(line).length() + 1;
            line++;
        }
        List<EvidenceLine> shown = new ArrayList<>();
        for (int i = Math.max(0, line - BEFORE); i < Math.min(lines.size(), line + AFTER + 1); i++) {
            String words = lines.get(i);
            boolean last = i == lines.size() - 1;
            if (i < line) {
                shown.add(new EvidenceLine(i + 1, cut(words), "", false));
            } else if (i > line) {
                shown.add(new EvidenceLine(i + 1, "", cut(words), false));
            } else {
                int column = place - start;
                String rest = words.substring(column);
                shown.add(new EvidenceLine(i + 1, tail(words.substring(0, column)), rest.isEmpty()
                        ? last ? "ends here" : "↵"
                        : visible(cut(rest)), true));
            }
        }
        return List.copyOf(shown);
    }

    private static String tail(String text) {
        return text.length() <= MOST_SAME ? text : "…" + text.substring(text.length() - MOST_SAME);
    }

    private static String cut(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }

    private static String visible(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        return "␣".repeat(start) + text.substring(start).replace('\t', '→');
    }
}
