package gymscope.servers.upstream;

import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the members of an object and the elements of a list stand in a text that is known to be JSON, so that a part can
 * be replaced and every other byte kept.
 */
final class JsonSpans {

    /** A member's name, unescaped, and its value from {@code start} until before {@code end}. */
    record Member(String name, int start, int end) {}

    /** An element from {@code start} until before {@code end}. */
    record Element(int start, int end) {}

    private final String text;
    private int position;

    private JsonSpans(String text, int position) {
        this.text = text;
        this.position = position;
    }

    /** The members of the object that begins at or after a position, in their order, repeated names included. */
    static List<Member> members(String text, int from) {
        JsonSpans spans = new JsonSpans(text, from);
        List<Member> members = new ArrayList<>();
        spans.skipBlanks();
        spans.position++;
        while (spans.peek() != '}') {
            int nameStart = spans.position;
            spans.skipString();
            String name = name(text, nameStart, spans.position);
            spans.skipBlanks();
            spans.position++;
            members.add(new Member(name, spans.startOfValue(), spans.endOfValue()));
            spans.skipComma();
        }
        return members;
    }

    /** The elements of the list that begins at or after a position. */
    static List<Element> elements(String text, int from) {
        JsonSpans spans = new JsonSpans(text, from);
        List<Element> elements = new ArrayList<>();
        spans.skipBlanks();
        spans.position++;
        while (spans.peek() != ']') {
            elements.add(new Element(spans.startOfValue(), spans.endOfValue()));
            spans.skipComma();
        }
        return elements;
    }

    private static String name(String text, int start, int end) {
        String inside = text.substring(start + 1, end - 1);
        return inside.indexOf('\\') < 0 ? inside : Json.parse(text.substring(start, end)).asString();
    }

    private int startOfValue() {
        skipBlanks();
        return position;
    }

    private int endOfValue() {
        char first = text.charAt(position);
        if (first == '"') {
            skipString();
        } else if (first == '{' || first == '[') {
            skipNested();
        } else {
            while (position < text.length() && ",]} \t\r\n".indexOf(text.charAt(position)) < 0) {
                position++;
            }
        }
        return position;
    }

    private void skipNested() {
        int depth = 0;
        do {
            char character = text.charAt(position);
            if (character == '"') {
                skipString();
                continue;
            }
            depth += character == '{' || character == '[' ? 1 : character == '}' || character == ']' ? -1 : 0;
            position++;
        } while (depth > 0);
    }

    private void skipString() {
        position++;
        while (text.charAt(position) != '"') {
            position += text.charAt(position) == '\\' ? 2 : 1;
        }
        position++;
    }

    private void skipComma() {
        skipBlanks();
        if (text.charAt(position) == ',') {
            position++;
        }
    }

    private char peek() {
        skipBlanks();
        return text.charAt(position);
    }

    private void skipBlanks() {
        while (" \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }
}
