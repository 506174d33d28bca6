package gymscope.parsing.json;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.arguments.Located;
import gymscope.parsing.arguments.PythonJsonReader;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.PythonJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code apertus}: {@code <|tools_prefix|>[{"name": {…}}, …]<|tools_suffix|>}, each call an object with the tool's name as its one
 * key. The suffix may be missing, a cut-off array is closed. Content is the text before and after, each stripped, with a newline
 * between.
 */
final class Apertus implements AnswerFormat {

    static final String PREFIX = "<|tools_prefix|>";
    static final String SUFFIX = "<|tools_suffix|>";

    @Override
    public String name() {
        return "apertus";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int open = text.indexOf(PREFIX);
        if (open < 0) {
            return MarkedText.content(text);
        }
        int start = open + PREFIX.length();
        int suffix = text.indexOf(SUFFIX, start);
        int end = suffix >= 0 ? suffix : text.endsWith("\n") && text.length() > start ? text.length() - 1 : text.length();
        Located json = PythonJsonReader.first(text, Math.min(end, PythonText.skipSpace(text, start)), end);
        int jsonEnd = json == null ? end : json.end();
        json = json == null ? PythonJsonReader.cutOff(text, start, end) : json;
        if (json == null) {
            return MarkedText.content(text);
        }
        MarkedText marked = new MarkedText(text);
        List<Located> elements = json.value().isArray() ? PythonJsonReader.elements(text, json) : List.of(json);
        elements.forEach(element -> addCall(marked, element));
        String content = add("", marked, 0, open);
        content = add(content, marked, jsonEnd, end);
        content = add(content, marked, suffix < 0 ? end : suffix + SUFFIX.length(), text.length());
        return marked.answer(null, content.isEmpty() ? null : content, true);
    }

    private static void addCall(MarkedText marked, Located element) {
        if (!element.value().isObject() || element.value().isEmpty()) {
            return;
        }
        Map.Entry<String, Located> call = PythonJsonReader.members(marked.text(), element).entrySet().iterator().next();
        Located arguments = call.getValue();
        int nameEnd = marked.text().lastIndexOf('"', marked.text().lastIndexOf(':', arguments.start()));
        int nameStart = marked.text().indexOf('"', element.start()) + 1;
        marked.mark(Part.TOOL_NAME, nameStart, nameEnd).mark(Part.TOOL_ARGUMENTS, arguments.start(), arguments.end())
                .call(call.getKey(), PythonJson.write(arguments.value()), element.span());
    }

    /** Adds a stretch of content without markers and space around it. */
    private static String add(String content, MarkedText marked, int start, int end) {
        String stretch = marked.text().substring(start, end);
        String text = PythonText.strip(start == 0 ? stretch : stretch.replace(SUFFIX, ""));
        if (text.isEmpty()) {
            return content;
        }
        int from = PythonText.skipSpace(marked.text(), start);
        marked.mark(Part.CONTENT, from, Math.max(from, start + PythonText.stripTrailing(stretch).length()));
        return content.isEmpty() ? text : content + "\n" + text;
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new ApertusStream();
    }

    /** The key of an object as its text, null where it is broken. */
    static @Nullable String key(String written) {
        Located key = PythonJsonReader.whole('"' + written + '"', 0, written.length() + 2);
        return key == null ? null : key.value().asString();
    }
}
