package gymscope.ui.controls;

import java.util.Collection;
import java.util.List;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/** The languages whose texts are coloured. */
public enum Syntax {
    /** JSON, and JSON lines. */
    JSON {
        @Override
        List<JsonSpans.Stretch> stretches(String text) {
            return JsonSpans.of(text);
        }
    },
    /** Jinja templates. */
    JINJA {
        @Override
        List<JsonSpans.Stretch> stretches(String text) {
            return JinjaSpans.of(text);
        }
    },
    /** Any text, without colours. */
    PLAIN {
        @Override
        List<JsonSpans.Stretch> stretches(String text) {
            return List.of(new JsonSpans.Stretch(text, ""));
        }
    },
    /** YAML with {@code ${…}} in it. */
    YAML {
        @Override
        List<JsonSpans.Stretch> stretches(String text) {
            return YamlSpans.of(text);
        }
    };

    abstract List<JsonSpans.Stretch> stretches(String text);

    /** The text's colours as style classes. A text that is not of the language (yet) gets what fits. */
    public StyleSpans<Collection<String>> styles(String text) {
        StyleSpansBuilder<Collection<String>> styles = new StyleSpansBuilder<>();
        if (text.isEmpty()) {
            return styles.add(List.of(), 0).create();
        }
        for (JsonSpans.Stretch stretch : stretches(text)) {
            styles.add(stretch.styleClass().isEmpty() ? List.of() : List.of(stretch.styleClass()), stretch.text().length());
        }
        return styles.create();
    }
}
