package gymscope.ui.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which stretches of a JSON text are keys, strings and numbers. Works on text that is not JSON (yet) as well. */
final class JsonSpans {

    /**
     * @param styleClass a {@code syn-…} class, or empty for plain text
     */
    record Stretch(String text, String styleClass) {}

    private static final Pattern PARTS = Pattern.compile(
            "(?<key>\"(?:[^\"\\\\\\n]|\\\\.)*+\"(?=\\s*:))|(?<string>\"(?:[^\"\\\\\\n]|\\\\.)*+\"?)"
                    + "|(?<number>-?\\b\\d[\\d.eE+-]*|\\b(?:true|false|null|NaN|Infinity)\\b)");

    private JsonSpans() {
    }

    /** The text in stretches, in order, with nothing left out. */
    static List<Stretch> of(String text) {
        List<Stretch> stretches = new ArrayList<>();
        Matcher parts = PARTS.matcher(text);
        int done = 0;
        while (parts.find()) {
            if (parts.start() > done) {
                stretches.add(new Stretch(text.substring(done, parts.start()), ""));
            }
            String styleClass = parts.group("key") != null
                    ? "syn-key"
                    : parts.group("string") != null ? "syn-string" : "syn-number";
            stretches.add(new Stretch(parts.group(), styleClass));
            done = parts.end();
        }
        if (done < text.length()) {
            stretches.add(new Stretch(text.substring(done), ""));
        }
        return stretches;
    }
}
