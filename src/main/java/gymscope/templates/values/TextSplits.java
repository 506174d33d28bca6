package gymscope.templates.values;

import gymscope.templates.values.Arguments.Bound;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.Text;
import java.util.ArrayList;
import java.util.List;

/** The methods of {@code str} that cut it. */
final class TextSplits {

    private TextSplits() {
    }

    static Items split(Text text, Arguments arguments, boolean fromRight) {
        Bound bound = arguments.bind(fromRight ? "rsplit" : "split", 0, "sep", "maxsplit");
        String separator = bound.textOrNone(0);
        int most = bound.integer(1, -1);
        int cuts = most < 0 ? Integer.MAX_VALUE : most;
        if (separator == null) {
            return Value.list(fromRight ? wordsFromRight(text, cuts) : words(text, cuts));
        }
        if (separator.isEmpty()) {
            throw ValueError.value("empty separator");
        }
        return Value.list(fromRight ? splitFromRight(text, separator, cuts) : split(text, separator, cuts));
    }

    private static List<Value> split(Text text, String separator, int cuts) {
        List<Value> parts = new ArrayList<>();
        String value = text.value();
        int start = 0;
        for (int found = value.indexOf(separator); found >= 0 && parts.size() < cuts; found = value.indexOf(separator, start)) {
            parts.add(Texts.part(text, start, found));
            start = found + separator.length();
        }
        parts.add(Texts.part(text, start, value.length()));
        return parts;
    }

    private static List<Value> splitFromRight(Text text, String separator, int cuts) {
        List<Value> parts = new ArrayList<>();
        String value = text.value();
        int end = value.length();
        while (parts.size() < cuts) {
            int found = end < separator.length() ? -1 : value.lastIndexOf(separator, end - separator.length());
            if (found < 0) {
                break;
            }
            parts.add(Texts.part(text, found + separator.length(), end));
            end = found;
        }
        parts.add(Texts.part(text, 0, end));
        return parts.reversed();
    }

    private static List<Value> words(Text text, int cuts) {
        List<Value> words = new ArrayList<>();
        String value = text.value();
        int at = 0;
        while (true) {
            while (at < value.length() && Texts.isSpace(value.charAt(at))) {
                at++;
            }
            if (at == value.length()) {
                return words;
            }
            int end = at;
            while (words.size() < cuts && end < value.length() && !Texts.isSpace(value.charAt(end))) {
                end++;
            }
            if (words.size() == cuts) {
                words.add(Texts.part(text, at, value.length()));
                return words;
            }
            words.add(Texts.part(text, at, end));
            at = end;
        }
    }

    private static List<Value> wordsFromRight(Text text, int cuts) {
        List<Value> words = new ArrayList<>();
        String value = text.value();
        int end = value.length();
        while (true) {
            while (end > 0 && Texts.isSpace(value.charAt(end - 1))) {
                end--;
            }
            if (end == 0) {
                return words.reversed();
            }
            if (words.size() == cuts) {
                words.add(Texts.part(text, 0, end));
                return words.reversed();
            }
            int start = end;
            while (start > 0 && !Texts.isSpace(value.charAt(start - 1))) {
                start--;
            }
            words.add(Texts.part(text, start, end));
            end = start;
        }
    }

    static Items lines(Text text, Arguments arguments) {
        boolean keepEnds = arguments.bind("splitlines", 0, "keepends").flag(0, false);
        List<Value> lines = new ArrayList<>();
        String value = text.value();
        int start = 0;
        for (int i = 0; i < value.length(); i++) {
            if (isLineEnd(value.charAt(i))) {
                int after = value.startsWith("\r\n", i) ? i + 2 : i + 1;
                lines.add(Texts.part(text, start, keepEnds ? after : i));
                start = after;
                i = after - 1;
            }
        }
        if (start < value.length()) {
            lines.add(Texts.part(text, start, value.length()));
        }
        return Value.list(lines);
    }

    private static boolean isLineEnd(char c) {
        return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    static Value partition(Text text, Arguments arguments, boolean fromRight) {
        Text separator = arguments.bind(fromRight ? "rpartition" : "partition", 1, "sep").text(0);
        if (separator.value().isEmpty()) {
            throw ValueError.value("empty separator");
        }
        String value = text.value();
        int found = fromRight ? value.lastIndexOf(separator.value()) : value.indexOf(separator.value());
        if (found < 0) {
            Text empty = Texts.part(text, 0, 0);
            return fromRight ? TextMethods.three(empty, empty, text) : TextMethods.three(text, empty, empty);
        }
        int after = found + separator.value().length();
        return TextMethods.three(Texts.part(text, 0, found), Texts.part(text, found, after),
                Texts.part(text, after, value.length()));
    }
}
