package gymscope.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A string with {@code ${…}} in it, taken apart (OmegaConf's grammar): text, references {@code ${a.b}}, {@code ${.x}},
 * {@code ${a[0]}}, and resolvers {@code ${oc.env:NAME,default}}; each may hold further interpolations.
 *
 * @param parts in order
 */
record Interpolation(List<Part> parts) {

    /** A part of the string. */
    sealed interface Part {
    }

    /** Text to be kept. */
    record Text(String text) implements Part {}

    /** A reference by key. */
    record Reference(Interpolation key) implements Part {}

    /** A call of a resolver by its name. */
    record Call(String resolver, List<Interpolation> arguments) implements Part {}

    Interpolation {
        parts = List.copyOf(parts);
    }

    /** Whether a string holds an interpolation at all. */
    static boolean isIn(String text) {
        return text.contains("${");
    }

    /** Whether the whole string is one interpolation, so that its target keeps its type. */
    boolean isWhole() {
        return parts.size() == 1 && !(parts.getFirst() instanceof Text);
    }

    /** Takes a string apart; an interpolation without its closing brace is kept as text. */
    static Interpolation parse(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int position = 0;
        while (position < text.length()) {
            if (text.startsWith("\\${", position)) {
                plain.append("${");
                position += 3;
                continue;
            }
            int end = text.startsWith("${", position) ? endOf(text, position) : position;
            if (end > position && text.charAt(end - 1) == '}') {
                addText(parts, plain);
                parts.add(inner(text.substring(position + 2, end - 1)));
                position = end;
            } else {
                plain.append(text.charAt(position++));
            }
        }
        addText(parts, plain);
        return new Interpolation(parts);
    }

    /** The position after the brace that closes the interpolation beginning at {@code start}, or the text's end. */
    static int endOf(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }

    private static Part inner(String content) {
        int colon = content.indexOf(':');
        int brace = content.indexOf("${");
        if (colon < 0 || (brace >= 0 && brace < colon)) {
            return new Reference(parse(content.strip()));
        }
        List<Interpolation> arguments = new ArrayList<>();
        String rest = content.substring(colon + 1);
        int start = 0;
        int depth = 0;
        for (int i = 0; i <= rest.length(); i++) {
            char character = i == rest.length() ? ',' : rest.charAt(i);
            depth += character == '{' ? 1 : character == '}' ? -1 : 0;
            if (character == ',' && (depth == 0 || i == rest.length())) {
                arguments.add(parse(rest.substring(start, i).strip()));
                start = i + 1;
            }
        }
        return new Call(content.substring(0, colon).strip(), arguments);
    }

    private static void addText(List<Part> parts, StringBuilder plain) {
        if (!plain.isEmpty()) {
            parts.add(new Text(plain.toString()));
            plain.setLength(0);
        }
    }
}
