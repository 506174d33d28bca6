package gymscope.parsing.json;

import gymscope.parsing.arguments.Located;
import gymscope.parsing.arguments.PythonJsonReader;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block in which {@code xlam} may write its calls.
 *
 * @param span the block with its markers
 * @param inside what stands between them
 */
record XlamBlock(Span span, Span inside) {

    private static final String FENCE = "```";
    private static final String FENCE_LANGUAGE = "json";

    /** The kinds in the order in which they are looked for. */
    enum Kind {
        FENCE, LINE, TAGS
    }

    /** The JSON of the first block that is JSON, of the first kind that has one. */
    static @Nullable Located firstJson(String text, int start, int end) {
        for (Kind kind : Kind.values()) {
            Located json = firstJson(kind, text, start, end);
            if (json != null) {
                return json;
            }
        }
        return null;
    }

    /** The JSON of the first block of a kind that is JSON. */
    static @Nullable Located firstJson(Kind kind, String text, int start, int end) {
        for (XlamBlock block : all(kind, text, start, end)) {
            Located json = PythonJsonReader.whole(text, block.inside.start(), block.inside.end());
            if (json != null) {
                return json;
            }
        }
        return null;
    }

    /** All blocks of a kind. */
    static List<XlamBlock> all(Kind kind, String text, int start, int end) {
        List<XlamBlock> blocks = new ArrayList<>();
        XlamBlock block = next(kind, text, start, end);
        while (block != null) {
            blocks.add(block);
            block = next(kind, text, block.span.end(), end);
        }
        return blocks;
    }

    private static @Nullable XlamBlock next(Kind kind, String text, int from, int end) {
        return switch (kind) {
            case FENCE -> between(FENCE, FENCE, text, from, end);
            case LINE -> line("[TOOL_CALLS]", text, from, end);
            case TAGS -> between("<tool_call>", "</tool_call>", text, from, end);
        };
    }

    private static @Nullable XlamBlock between(String open, String close, String text, int from, int end) {
        int start = text.indexOf(open, from);
        if (start < 0) {
            return null;
        }
        int inside = start + open.length();
        if (open.equals(FENCE)) {
            inside += text.startsWith(FENCE_LANGUAGE, inside) ? FENCE_LANGUAGE.length() : 0;
            inside = PythonText.skipSpace(text, inside);
        }
        int last = text.indexOf(close, inside);
        return last < 0 || last + close.length() > end
                ? null
                : new XlamBlock(new Span(start, last + close.length()), new Span(inside, last));
    }

    private static @Nullable XlamBlock line(String open, String text, int from, int end) {
        int start = text.indexOf(open, from);
        if (start < 0 || start + open.length() > end) {
            return null;
        }
        int newline = text.indexOf('\n', start);
        int last = newline < 0 || newline > end ? end : newline;
        return new XlamBlock(new Span(start, last), new Span(start + open.length(), last));
    }
}
