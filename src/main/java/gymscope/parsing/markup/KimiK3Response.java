package gymscope.parsing.markup;

import gymscope.parsing.MarkedText;
import gymscope.parsing.Part;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content in the text of Kimi K3's response channel, whose opening tag may be the prompt's. */
final class KimiK3Response {

    private KimiK3Response() {
    }

    /** The content between two places, without the tags of the response and the message; null when there is none. */
    static @Nullable String content(MarkedText marked, int from, int to) {
        String text = marked.text();
        Span open = within(Xtml.find(text, Xtml.OPEN, "response", from), to);
        Span close = open == null ? null : within(Xtml.find(text, Xtml.CLOSE, "response", open.end()), to);
        int start = open == null ? from : open.end();
        int end = close == null ? to : close.start();
        List<Span> tags = new ArrayList<>(all(text, "message", start, end));
        if (open == null) {
            tags.addAll(all(text, "response", start, end));
        }
        tags.sort(Comparator.comparingInt(Span::start));
        StringBuilder content = new StringBuilder();
        int at = start;
        for (Span tag : tags) {
            content.append(text, at, tag.start());
            marked.mark(Part.CONTENT, at, tag.start());
            at = tag.end();
        }
        content.append(text, at, end);
        marked.mark(Part.CONTENT, at, end);
        return content.isEmpty() ? null : content.toString();
    }

    private static List<Span> all(String text, String word, int from, int to) {
        List<Span> tags = new ArrayList<>();
        for (Span tag = within(Xtml.find(text, Xtml.CLOSE, word, from), to); tag != null;) {
            tags.add(tag);
            tag = within(Xtml.find(text, Xtml.CLOSE, word, tag.end()), to);
        }
        return tags;
    }

    private static @Nullable Span within(@Nullable Span span, int to) {
        return span == null || span.end() > to ? null : span;
    }
}
