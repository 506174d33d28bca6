package gymscope.parsing.json;

import gymscope.parsing.CallIds;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.ParserRefusal;
import gymscope.parsing.Part;
import gymscope.parsing.arguments.Located;
import gymscope.parsing.arguments.PythonJsonReader;
import gymscope.parsing.arguments.PythonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Mistral's format before tokenizer version 11: {@code [TOOL_CALLS] [{"name", "arguments"}, …]}. The first JSON value after the
 * marker counts, else the widest stretch from {@code [{} to {@code }]}; text after it is lost. If there is no JSON the text after
 * the marker is the content, and what stands before it is lost. A second marker is an error.
 */
final class MistralArray {

    private static final String OPEN = "[TOOL_CALLS]";

    private MistralArray() {
    }

    static ParsedAnswer parse(String text, ParseRequest request) {
        int open = text.indexOf(OPEN);
        if (open < 0) {
            return forced(request) ? bare(text) : MarkedText.content(text);
        }
        if (text.indexOf(OPEN, open + 1) >= 0) {
            throw new ParserRefusal("ValueError", "There is more than one %s.".formatted(OPEN));
        }
        int end = PythonText.spaceBefore(text, open + OPEN.length(), text.length());
        int start = Math.min(end, PythonText.skipSpace(text, open + OPEN.length()));
        Located json = json(text, start, end);
        if (json == null) {
            return new MarkedText(text).mark(Part.CONTENT, start, end).answer(null, text.substring(start, end));
        }
        String before = text.substring(0, open);
        boolean blank = PythonText.isBlank(before);
        MarkedText marked = new MarkedText(text).mark(blank ? Part.MARKUP : Part.CONTENT, 0, open);
        add(marked, json);
        return marked.answer(null, blank ? null : before, true);
    }

    /** With a call asked for, an array without the marker counts too. */
    private static ParsedAnswer bare(String text) {
        int start = PythonText.skipSpace(text, 0);
        Located json = text.startsWith("[", start) ? PythonJsonReader.first(text, start, text.length()) : null;
        if (json == null) {
            return MarkedText.content(text);
        }
        MarkedText marked = new MarkedText(text);
        add(marked, json);
        return marked.answer(null, null, true);
    }

    private static boolean forced(ParseRequest request) {
        JsonNode choice = request.toolChoice();
        return choice != null && (choice.isObject() || choice.asString("").equals("required"));
    }

    private static @Nullable Located json(String text, int start, int end) {
        Located json = PythonJsonReader.first(text, start, end);
        if (json != null) {
            return json;
        }
        int first = text.indexOf("[{", start);
        int last = text.lastIndexOf("}]", end - 2);
        return first < 0 || last < first + 2 ? null : PythonJsonReader.whole(text, first, last + 2);
    }

    private static void add(MarkedText marked, Located json) {
        if (!json.value().isArray()) {
            throw new ParserRefusal("TypeError", "The JSON after %s is no array.".formatted(OPEN));
        }
        List<CallObject> calls = new ArrayList<>();
        for (Located element : PythonJsonReader.elements(marked.text(), json)) {
            if (!element.value().isObject()) {
                throw new ParserRefusal("TypeError", "An element of the array after %s is no object.".formatted(OPEN));
            }
            if (!element.value().has("name")) {
                throw new ParserRefusal("KeyError", "A call has no name.");
            }
            CallObject call = CallObject.withDefaults(marked.text(), element, "arguments");
            if (call == null) {
                throw new ParserRefusal("ValidationError", "A call's name is no text.");
            }
            calls.add(call);
        }
        calls.forEach(call -> call.mark(marked).call(CallIds.mistral(), call.name(), call.argumentText(), call.object()));
    }
}
