package gymscope.wire;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Where the values of a JSON text stand in it, so that a value can be shown in the text that it was read from. */
public final class JsonPlaces {

    private final String text;
    private final List<Place> places = new ArrayList<>();
    private int at;

    /**
     * A value.
     *
     * @param pointer to the value (RFC 6901), empty for the whole
     * @param value the value
     * @param span where it stands, quotation marks and brackets included
     */
    public record Place(String pointer, JsonNode value, Span span) {}

    private JsonPlaces(String text) {
        this.text = text;
    }

    /** All values of a JSON text, each before those in it; none when the text is not JSON. */
    public static List<Place> of(String text) {
        JsonNode whole = Json.parseOrNull(text);
        if (whole == null) {
            return List.of();
        }
        JsonPlaces reader = new JsonPlaces(text);
        reader.value("", whole);
        return List.copyOf(reader.places);
    }

    /** The text is known to be JSON and no deeper than {@link Json} reads, so that only its ends are looked for. */
    private void value(String pointer, JsonNode value) {
        skipSpace();
        int start = at;
        int index = places.size();
        places.add(new Place(pointer, value, new Span(start, start)));
        switch (text.charAt(at)) {
            case '{' -> object(pointer, value);
            case '[' -> array(pointer, value);
            case '"' -> string();
            default -> scalar();
        }
        places.set(index, new Place(pointer, value, new Span(start, at)));
    }

    private void object(String pointer, JsonNode object) {
        at++;
        while (next() != '}') {
            int key = at;
            string();
            String name = Json.parse(text.substring(key, at)) instanceof StringNode known ? known.stringValue() : "";
            next();
            JsonNode member = object.get(name);
            value(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), member == null ? object : member);
        }
        at++;
    }

    private void array(String pointer, JsonNode array) {
        at++;
        for (int i = 0; next() != ']'; i++) {
            value(pointer + "/" + i, array.get(i));
        }
        at++;
    }

    private void string() {
        at++;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private void scalar() {
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
    }

    /** The next character that is neither space nor a separator. */
    private char next() {
        while (" \t\r\n,:".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
