package gymscope.engine.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds tokens that stand in text as they are. As in llama.cpp each token is looked for in the whole text, longer ones
 * first, in what the earlier ones left.
 */
final class SpecialTokens {

    /** A part of a text: a token found, or text between (id -1). */
    record Part(int id, String text) {}

    private final List<Part> always;
    private final List<Part> parsed;

    SpecialTokens(List<String> texts, List<TokenKind> kinds) {
        parsed = IntStream.range(0, texts.size()).filter(id -> kinds.get(id).isLiteral() && !texts.get(id).isEmpty())
                .mapToObj(id -> new Part(id, texts.get(id)))
                .sorted(Comparator.comparingInt((Part token) -> token.text().length()).reversed()).toList();
        always = parsed.stream().filter(token -> kinds.get(token.id()) == TokenKind.USER_DEFINED).toList();
    }

    /** @param parseSpecial true to find control tokens too, false for user-defined ones only */
    List<Part> split(String text, boolean parseSpecial) {
        List<Part> parts = List.of(new Part(-1, text));
        for (Part token : parseSpecial ? parsed : always) {
            if (text.contains(token.text())) {
                List<Part> finer = new ArrayList<>();
                for (Part part : parts) {
                    split(part, token, finer);
                }
                parts = finer;
            }
        }
        return parts;
    }

    private static void split(Part part, Part token, List<Part> parts) {
        if (part.id() >= 0) {
            parts.add(part);
            return;
        }
        String text = part.text();
        int start = 0;
        for (int at = text.indexOf(token.text()); at >= 0; at = text.indexOf(token.text(), start)) {
            if (at > start) {
                parts.add(new Part(-1, text.substring(start, at)));
            }
            parts.add(token);
            start = at + token.text().length();
        }
        if (start < text.length()) {
            parts.add(new Part(-1, text.substring(start)));
        }
    }
}
