package gymscope.templates.values;

import gymscope.templates.values.Arguments.Bound;
import gymscope.templates.values.Filters.Filter;
import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.None;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Tuple;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters that make texts. */
final class TextFilters {

    private static final Pattern WORD_START = Pattern.compile("[-\\s({\\[<]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORD = Pattern.compile("[\\w\\p{N}]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern TAG = Pattern.compile("<!--.*?-->|<[^>]*>", Pattern.DOTALL);

    private TextFilters() {
    }

    static void addTo(Map<String, Filter> filters) {
        filters.put("tojson", TextFilters::tojson);
        filters.put("string", (input, arguments) -> Texts.str(input));
        filters.put("trim", (input, arguments) -> Texts.strip(Texts.str(input),
                arguments.bind("trim", 0, "chars").textOrNone(0), true, true));
        filters.put("upper", change("upper", text -> text.toUpperCase(Locale.ROOT)));
        filters.put("lower", change("lower", text -> text.toLowerCase(Locale.ROOT)));
        filters.put("capitalize", change("capitalize", TextCases::capitalized));
        filters.put("title", change("title", TextFilters::title));
        filters.put("replace", TextFilters::replace);
        filters.put("join", TextFilters::join);
        filters.put("format", TextFilters::format);
        filters.put("center", TextFilters::center);
        filters.put("indent", TextFilters::indent);
        filters.put("truncate", TextFilters::truncate);
        filters.put("wordcount", (input, arguments) -> Value.of(WORD.matcher(PythonText.str(input)).results().count()));
        filters.put("safe", (input, arguments) -> marked(Texts.str(input)));
        filters.put("escape", (input, arguments) -> Escape.escaped(input));
        filters.put("e", (input, arguments) -> Escape.escaped(input));
        filters.put("forceescape", (input, arguments) -> {
            Text text = Texts.str(input);
            return Escape.escaped(new Text(text.value(), false, text.origins()));
        });
        filters.put("striptags", TextFilters::stripTags);
        filters.put("urlencode", TextFilters::urlEncoded);
    }

    private static Filter change(String name, UnaryOperator<String> change) {
        return (input, arguments) -> {
            arguments.bind(name, 0);
            Text text = Texts.str(input);
            return Texts.changed(text, change.apply(text.value()));
        };
    }

    private static Text marked(Text text) {
        return new Text(text.value(), true, text.origins());
    }

    private static Value tojson(Value input, Arguments arguments) {
        Bound bound = arguments.bind("tojson", 0, "ensure_ascii", "indent", "separators", "sort_keys");
        Value indent = bound.get(1);
        String level = indent instanceof None
                ? null
                : indent instanceof Text text ? text.value() : " ".repeat(Math.clamp(bound.integer(1, 0), 0, 1000));
        String between = level == null ? ", " : ",";
        String colon = ": ";
        if (!(bound.get(2) instanceof None)) {
            List<Value> separators = Operators.list(bound.get(2));
            if (separators.size() != 2 || !(separators.getFirst() instanceof Text one)
                    || !(separators.getLast() instanceof Text two)) {
                throw ValueError.value("separators must be two strings");
            }
            between = one.value();
            colon = two.value();
        }
        JsonText form = new JsonText(bound.flag(0, false), level, between, colon, bound.flag(3, false));
        return Texts.from(form.write(input), input);
    }

    /** Jinja2's own title case, which knows fewer word ends than Python's. */
    private static String title(String text) {
        StringBuilder title = new StringBuilder(text.length());
        Matcher start = WORD_START.matcher(text);
        int at = 0;
        while (start.find()) {
            appendWord(title, text.substring(at, start.start()));
            title.append(start.group());
            at = start.end();
        }
        appendWord(title, text.substring(at));
        return title.toString();
    }

    private static void appendWord(StringBuilder title, String word) {
        if (!word.isEmpty()) {
            int end = word.offsetByCodePoints(0, 1);
            title.append(word.substring(0, end).toUpperCase(Locale.ROOT)).append(word.substring(end).toLowerCase(Locale.ROOT));
        }
    }

    private static Value replace(Value input, Arguments arguments) {
        Bound bound = arguments.bind("replace", 2, "old", "new", "count");
        return TextMethods.replaced(plain(input), PythonText.str(bound.get(0)), plain(bound.get(1)), bound.integer(2, -1));
    }

    /** {@code str(value)}, which a markup's mark does not survive. */
    private static Text plain(Value value) {
        Text text = Texts.str(value);
        return text.markup() ? new Text(text.value(), false, text.origins()) : text;
    }

    private static Value join(Value input, Arguments arguments) {
        Bound bound = arguments.bind("join", 0, "d", "attribute");
        Text separator = plain(bound.get(0, Value.EMPTY));
        Value attribute = bound.get(1);
        List<Value> values = Operators.list(input);
        if (input instanceof Text text && separator.value().isEmpty() && attribute instanceof None) {
            return plain(text);
        }
        List<Value> parts = new ArrayList<>(values.size());
        for (Value value : values) {
            parts.add(plain(attribute instanceof None ? value : SelectionFilters.member(value, attribute)));
        }
        return TextMethods.join(separator, parts);
    }

    private static Value format(Value input, Arguments arguments) {
        if (!arguments.positional().isEmpty() && !arguments.named().isEmpty()) {
            throw ValueError.of("FilterArgumentError",
                    "can't handle positional and keyword arguments at the same time");
        }
        Value values = arguments.named().isEmpty()
                ? new Tuple(arguments.positional())
                : Value.dict(arguments.named());
        return PercentFormat.format(Texts.str(input), values);
    }

    private static Value center(Value input, Arguments arguments) {
        Text text = Texts.str(input);
        int width = arguments.bind("center", 0, "width").integer(0, 80);
        int missing = Math.max(0, width - Texts.length(text.value()));
        int left = missing / 2 + (missing & width & 1);
        return TextMethods.padded(text, left, missing - left, " ");
    }

    private static Value indent(Value input, Arguments arguments) {
        Bound bound = arguments.bind("indent", 0, "width", "first", "blank");
        if (!(input instanceof Text text)) {
            Operators.refuseUndefined(input);
            throw ValueError.type("can only indent str, not " + PythonText.typeName(input));
        }
        String indention = bound.get(0) instanceof Text given
                ? given.value()
                : " ".repeat(Math.clamp(bound.integer(0, 4), 0, 100_000));
        boolean first = bound.flag(1, false);
        boolean blank = bound.flag(2, false);
        List<Value> lines = TextSplits.lines(Texts.joined(text, Value.of("\n")), Arguments.none()).values();
        TextBuilder result = new TextBuilder();
        for (int i = 0; i < lines.size(); i++) {
            Text line = (Text) lines.get(i);
            boolean indented = i == 0 ? first : blank || !line.value().isEmpty();
            result.append(i == 0 ? "" : "\n").append(indented ? indention : "").append(line);
            Operators.checkSize(result.length());
        }
        return result.build(text.markup());
    }

    private static Value truncate(Value input, Arguments arguments) {
        Bound bound = arguments.bind("truncate", 0, "length", "killwords", "end", "leeway");
        int length = bound.integer(0, 255);
        Text end = bound.has(2) ? bound.text(2) : Value.of("...");
        int leeway = bound.integer(3, 5);
        int endLength = Texts.length(end.value());
        if (length < endLength || leeway < 0) {
            throw ValueError.of("AssertionError", length < endLength
                    ? "expected length >= %d, got %d".formatted(endLength, length)
                    : "expected leeway >= 0, got %d".formatted(leeway));
        }
        if (Operators.length(input) <= (long) length + leeway) {
            return input;
        }
        if (!(input instanceof Text text)) {
            throw ValueError.type("can only truncate str, not " + PythonText.typeName(input));
        }
        Text cut = Texts.part(text, 0, Texts.offset(text.value(), length - endLength));
        int blank = cut.value().lastIndexOf(' ');
        boolean whole = bound.flag(1, false) || blank < 0;
        return Texts.joined(whole ? cut : Texts.part(cut, 0, blank), end);
    }

    private static Value stripTags(Value input, Arguments arguments) {
        arguments.bind("striptags", 0);
        Text text = Texts.str(input);
        String plain = TAG.matcher(text.value()).replaceAll("");
        String blanks = String.join(" ", TextSplits.split(Value.of(plain), Arguments.none(), false).values().stream()
                .map(PythonText::str).toList());
        String unescaped = blanks.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", "\"").replace("&quot;", "\"")
                .replace("&#39;", "'").replace("&amp;", "&");
        return Texts.changed(plain(text), unescaped);
    }

    private static Value urlEncoded(Value input, Arguments arguments) {
        arguments.bind("urlencode", 0);
        if (input instanceof Text || Operators.elements(input) == null) {
            Text text = Texts.str(input);
            return Texts.changed(plain(text), quoted(text.value(), "%20", true));
        }
        List<Value> pairs = input instanceof Dict dict ? new Value.View("dict_items", dict).values() : Operators.list(input);
        List<String> parts = new ArrayList<>();
        for (Value pair : pairs) {
            List<Value> both = Operators.list(pair);
            if (both.size() != 2) {
                throw ValueError.value("not enough values to unpack (expected 2, got %d)".formatted(both.size()));
            }
            parts.add(quoted(PythonText.str(both.getFirst()), "+", false) + "="
                    + quoted(PythonText.str(both.getLast()), "+", false));
        }
        return Value.of(String.join("&", parts));
    }

    private static String quoted(String text, String blank, boolean slashes) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", blank).replace("*", "%2A")
                .replace("%7E", "~");
        return slashes ? encoded.replace("%2F", "/") : encoded;
    }
}
