package gymscope.parsing.python;

import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code lfm2} changes of a text that is not Python: zeros before integers, control characters in strings, the closing quote
 * of a string, parameters named like keywords. Each change leaves other text as it is.
 */
final class PythonRepairs {

    private static final String RESERVED = "_pyreservedkw_";
    private static final String CLOSERS = ",)]}:";

    /** vLLM tries any number of closing quotes; so many that the time stays in proportion to the text. */
    private static final int MOST_QUOTES = 64;

    private PythonRepairs() {
    }

    /** The texts to try, in order. */
    static List<TracedText> candidates(TracedText source) {
        List<TracedText> candidates = new ArrayList<>();
        candidates.add(escapeControls(stripZeros(source)));
        TracedText requoted = requote(candidates.getFirst());
        if (!requoted.text().equals(candidates.getFirst().text())) {
            candidates.add(escapeControls(requoted));
        }
        TracedText renamed = renameReserved(candidates.getLast());
        if (!renamed.text().equals(candidates.getLast().text())) {
            candidates.add(renamed);
        }
        return candidates;
    }

    /** A parameter's name before {@link #renameReserved}. */
    static String originalName(String name) {
        String stem = name.endsWith(RESERVED) ? name.substring(0, name.length() - RESERVED.length()) : name;
        return PythonTokens.KEYWORDS.contains(stem) ? stem : name;
    }

    /** Control characters in strings as escapes. */
    static TracedText escapeControls(TracedText source) {
        String text = source.text();
        TracedText.Rewriting out = new TracedText.Rewriting(source);
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0) {
                quote = c == '\'' || c == '"' ? c : 0;
                out.copy(i, i + 1);
            } else if (c == '\\' && i + 1 < text.length()) {
                out.copy(i, i + 2);
                i++;
            } else {
                quote = c == quote ? 0 : quote;
                switch (c) {
                    case '\n' -> out.write("\\n", i);
                    case '\r' -> out.write("\\r", i);
                    case '\t' -> out.write("\\t", i);
                    case '\0' -> out.write("\\x00", i);
                    default -> out.copy(i, i + 1);
                }
            }
        }
        return out.result();
    }

    /** Integers without zeros before them. */
    static TracedText stripZeros(TracedText source) {
        String text = source.text();
        TracedText.Rewriting out = new TracedText.Rewriting(source);
        int at = 0;
        while (at < text.length()) {
            int end = tokenEnd(text, at);
            if (Character.isDigit(text.charAt(at)) && isZeroLed(text, at, end)) {
                String digits = text.substring(at, end).replace("_", "");
                int zeros = 0;
                while (digits.charAt(zeros) == '0') {
                    zeros++;
                }
                out.write(digits.substring(zeros), at);
            } else {
                out.copy(at, end);
            }
            at = end;
        }
        return out.result();
    }

    private static boolean isZeroLed(String text, int start, int end) {
        boolean more = text.substring(start, end).chars().anyMatch(c -> c != '0' && c != '_');
        boolean fraction = start > 0 && text.charAt(start - 1) == '.';
        boolean goesOn = end < text.length() && ".eEjJ".indexOf(text.charAt(end)) >= 0;
        return text.charAt(start) == '0' && more && !fraction && !goesOn;
    }

    /** The end of the string, word, run of digits or single character that stands at a place. */
    private static int tokenEnd(String text, int start) {
        char c = text.charAt(start);
        int at = start + 1;
        if (c == '\'' || c == '"') {
            while (at < text.length() && text.charAt(at) != c) {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            return Math.min(text.length(), at + 1);
        }
        boolean word = PythonTokens.isWordPart(c, false);
        boolean digits = Character.isDigit(c);
        while (at < text.length() && ((word && PythonTokens.isWordPart(text.charAt(at), true))
                || (digits && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '_')))) {
            at++;
        }
        return at;
    }

    /** The first string whose closing quote cannot close it, with the one quote as its end that makes the text Python. */
    static TracedText requote(TracedText source) {
        String text = source.text();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '\'' && c != '"') {
                at++;
                continue;
            }
            int close = nextQuote(text, at + 1, c);
            if (close < 0) {
                return source;
            }
            if (!closes(text, close)) {
                return requoted(source, at, c);
            }
            at = close + 1;
        }
        return source;
    }

    private static TracedText requoted(TracedText source, int open, char quote) {
        String text = source.text();
        TracedText winner = source;
        int winners = 0;
        int tried = 0;
        for (int close = nextQuote(text, open + 1, quote); close >= 0; close = nextQuote(text, close + 1, quote)) {
            if (!closes(text, close)) {
                continue;
            }
            if (++tried > MOST_QUOTES) {
                return source;
            }
            TracedText candidate = closedAt(source, open, close, quote);
            if (PythonReader.first(escapeControls(candidate).text()) != null) {
                winner = candidate;
                winners++;
            }
        }
        return winners == 1 ? winner : source;
    }

    private static TracedText closedAt(TracedText source, int open, int close, char quote) {
        TracedText.Rewriting out = new TracedText.Rewriting(source).copy(0, open + 1);
        int at = open + 1;
        for (int inner = nextQuote(source.text(), at, quote); inner >= 0 && inner < close; inner = nextQuote(source.text(),
                inner + 1, quote)) {
            out.copy(at, inner).write("\\" + quote, inner);
            at = inner + 1;
        }
        return out.copy(at, source.text().length()).result();
    }

    /** The next quote without a backslash before it, -1 when there is none. */
    private static int nextQuote(String text, int from, char quote) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == quote) {
                return at;
            }
            at += c == '\\' ? 2 : 1;
        }
        return -1;
    }

    /** Whether what follows a quote lets it be a closing one. */
    private static boolean closes(String text, int quote) {
        int next = PythonText.skipSpace(text, quote + 1);
        return next < text.length() && isCloser(text.charAt(next));
    }

    /** Whether a character may follow a string. */
    static boolean isCloser(char c) {
        return CLOSERS.indexOf(c) >= 0;
    }

    /** Parameters named like keywords, under another name. */
    static TracedText renameReserved(TracedText source) {
        String text = source.text();
        TracedText.Rewriting out = new TracedText.Rewriting(source);
        char last = 0;
        int at = 0;
        while (at < text.length()) {
            int end = tokenEnd(text, at);
            out.copy(at, end);
            Span word = new Span(at, end);
            if ((last == '(' || last == ',') && isReserved(text, word)) {
                out.write(RESERVED, end - 1);
            }
            last = PythonText.isSpace(text.charAt(end - 1)) ? last : text.charAt(end - 1);
            at = end;
        }
        return out.result();
    }

    private static boolean isReserved(String text, Span word) {
        int equals = PythonText.skipSpace(text, word.end());
        boolean parameter = equals < text.length() && text.charAt(equals) == '=' && !text.startsWith("==", equals);
        return parameter && PythonTokens.KEYWORDS.contains(text.substring(word.start(), word.end()));
    }
}
