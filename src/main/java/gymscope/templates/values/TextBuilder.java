package gymscope.templates.values;

import gymscope.templates.values.Origins.Stretch;
import gymscope.templates.values.Value.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a text and, where origins are followed, what its stretches came from. */
public final class TextBuilder {

    private final StringBuilder text;
    private @Nullable List<Stretch> stretches;

    /** An empty one. */
    public TextBuilder() {
        this.text = new StringBuilder();
    }

    /** How long the text is. */
    public int length() {
        return text.length();
    }

    /** Appends text that stands in the template. */
    public TextBuilder append(String literal) {
        text.append(literal);
        return this;
    }

    /** Appends text from one source. */
    public TextBuilder append(String piece, Source source) {
        add(text.length(), text.length() + piece.length(), source);
        text.append(piece);
        return this;
    }

    /** Appends a text with its origins. */
    public TextBuilder append(Text piece) {
        Origins origins = piece.origins();
        if (origins != null) {
            int offset = text.length();
            for (Stretch stretch : origins.stretches()) {
                add(stretch.start() + offset, stretch.end() + offset, stretch.source());
            }
        }
        text.append(piece.value());
        return this;
    }

    /** Appends a text with its origins; what the template wrote, and what has no item, belongs to the item. */
    public TextBuilder append(Text piece, @Nullable String item) {
        Origins origins = piece.origins();
        int start = text.length();
        int at = start;
        for (Stretch stretch : origins == null ? List.<Stretch>of() : origins.stretches()) {
            add(at, start + stretch.start(), Source.template(item));
            at = start + stretch.end();
            add(start + stretch.start(), at, stretch.source().at(item));
        }
        add(at, start + piece.value().length(), Source.template(item));
        text.append(piece.value());
        return this;
    }

    private void add(int start, int end, Source source) {
        if (start == end) {
            return;
        }
        List<Stretch> list = stretches;
        if (list == null) {
            list = new ArrayList<>();
            stretches = list;
        }
        Stretch last = list.isEmpty() ? null : list.getLast();
        if (last != null && last.end() == start && last.source().equals(source)) {
            list.set(list.size() - 1, new Stretch(last.start(), end, source));
        } else {
            list.add(new Stretch(start, end, source));
        }
    }

    /** The text so far. */
    public String string() {
        return text.toString();
    }

    /** The stretches so far. */
    public List<Stretch> stretches() {
        List<Stretch> list = stretches;
        return list == null ? List.of() : List.copyOf(list);
    }

    /** The text so far as a value. */
    public Text build() {
        return build(false);
    }

    /** The text so far as a value that is marked safe or not. */
    public Text build(boolean markup) {
        Operators.checkLength(text.length());
        List<Stretch> list = stretches;
        return new Text(text.toString(), markup, list == null ? null : new Origins(List.copyOf(list)));
    }
}
