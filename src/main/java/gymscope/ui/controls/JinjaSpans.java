package gymscope.ui.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which stretches of a Jinja template are comments, tags, keywords, strings and numbers. Works on unfinished text as well. */
final class JinjaSpans {

    private static final Pattern PARTS = Pattern.compile("(?<comment>\\{#(?s:.*?)(?:#\\}|\\z))|(?<open>\\{[{%][-+]?)");

    private static final Pattern INSIDE = Pattern
            .compile("(?<close>[-+]?[%}]\\})|(?<string>\"(?:[^\"\\\\]|\\\\.)*+\"?|'(?:[^'\\\\]|\\\\.)*+'?)"
                    + "|(?<word>\\b(?:if|elif|else|endif|for|endfor|in|is|not|and|or|set|endset|macro|endmacro|call|endcall|filter|endfilter"
                    + "|break|continue|generation|endgeneration|recursive)\\b)"
                    + "|(?<number>\\b\\d[\\d._]*|\\b(?:true|false|none|True|False|None)\\b)");

    private JinjaSpans() {
    }

    /** The text in stretches, in order, with nothing left out. */
    static List<JsonSpans.Stretch> of(String text) {
        List<JsonSpans.Stretch> stretches = new ArrayList<>();
        Matcher parts = PARTS.matcher(text);
        Matcher inside = INSIDE.matcher(text);
        int at = 0;
        while (at < text.length() && parts.find(at)) {
            add(stretches, text, at, parts.start(), "");
            boolean comment = parts.group("comment") != null;
            add(stretches, text, parts.start(), parts.end(), comment ? "syn-comment" : "syn-ref");
            at = comment ? parts.end() : tag(stretches, text, inside, parts.end());
        }
        add(stretches, text, at, text.length(), "");
        return stretches;
    }

    private static int tag(List<JsonSpans.Stretch> stretches, String text, Matcher inside, int start) {
        int at = start;
        while (at < text.length() && inside.find(at)) {
            add(stretches, text, at, inside.start(), "");
            boolean close = inside.group("close") != null;
            String styleClass = close
                    ? "syn-ref"
                    : inside.group("string") != null ? "syn-string" : inside.group("word") != null ? "syn-key" : "syn-number";
            add(stretches, text, inside.start(), inside.end(), styleClass);
            at = inside.end();
            if (close) {
                return at;
            }
        }
        return at;
    }

    private static void add(List<JsonSpans.Stretch> stretches, String text, int start, int end, String styleClass) {
        if (end > start) {
            stretches.add(new JsonSpans.Stretch(text.substring(start, end), styleClass));
        }
    }
}
