package gymscope.ui.controls.tokens;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;

/** Finds text in a trace, or a token by its number ({@code #198}). Case does not matter. */
final class TokenSearch {

    private TokenSearch() {
    }

    /** The positions of all finds, in order; a find that begins inside another is left out. */
    static List<Span> find(List<TraceToken> tokens, String query) {
        if (query.isEmpty()) {
            return List.of();
        }
        return query.matches("#\\d{1,9}") ? byNumber(tokens, Integer.parseInt(query.substring(1))) : byText(tokens, query);
    }

    private static List<Span> byNumber(List<TraceToken> tokens, int id) {
        List<Span> found = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Integer own = tokens.get(i).id();
            if (own != null && own == id) {
                found.add(new Span(i, i + 1));
            }
        }
        return found;
    }

    private static List<Span> byText(List<TraceToken> tokens, String query) {
        TokenTrace trace = new TokenTrace(tokens);
        String text = trace.text();
        List<Span> characters = trace.spans();
        List<Span> found = new ArrayList<>();
        int token = 0;
        for (int at = 0; at + query.length() <= text.length(); at++) {
            if (!text.regionMatches(true, at, query, 0, query.length())) {
                continue;
            }
            while (token < characters.size() && characters.get(token).end() <= at) {
                token++;
            }
            int end = token;
            while (end < characters.size() && characters.get(end).start() < at + query.length()) {
                end++;
            }
            if (end > token) {
                found.add(new Span(token, end));
            }
            at += query.length() - 1;
        }
        return found;
    }
}
