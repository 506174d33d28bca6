package gymscope.templates.values;

import gymscope.templates.values.Value.Text;

/** Markup: HTML's special characters escaped as MarkupSafe does it. */
final class Escape {

    private Escape() {
    }

    /** The value escaped, unless it is marked safe already. */
    static Text escaped(Value value) {
        Text text = Texts.str(value);
        if (text.markup()) {
            return text;
        }
        Text escaped = Texts.changed(text, html(text.value()));
        return new Text(escaped.value(), true, escaped.origins());
    }

    static String html(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&#34;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
