package gymscope.engine.tokenizer;

import gymscope.wire.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ways in which text is split before bytes are merged; a token never crosses such a border. Names and patterns are
 * those of {@code tokenizer.ggml.pre} (llama.cpp, src/llama-vocab.cpp).
 *
 * @param key the way's name
 * @param takesWholePieces whether a piece that is a token as it stands is not merged from its bytes
 * @param beginsByDefault whether text starts with the begin token when the file does not say
 * @param patterns each splits what the one before left
 */
record PreTokenizer(String key, boolean takesWholePieces, boolean beginsByDefault, List<Pattern> patterns) {

    private static final String GPT_2 = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

    private static final List<PreTokenizer> ALL = List.of(
            // OpenAI's first pattern: contractions in lower case only, digits together.
            new PreTokenizer("gpt-2", false, false, patterns(GPT_2)),
            // Every digit apart, then as GPT-2 within what lies between.
            new PreTokenizer("smollm", false, false, patterns("\\p{N}", GPT_2)),
            // Every digit apart, contractions in any case.
            new PreTokenizer("qwen2", false, false, patterns(cl100k("\\p{N}"))),
            // Digits by three, contractions in any case.
            new PreTokenizer("llama-bpe", true, true, patterns(cl100k("\\p{N}{1,3}"))));

    /** @throws Fault for a way that the engine lacks */
    static PreTokenizer of(String key) {
        return ALL.stream().filter(way -> way.key.equals(key)).findFirst()
                .orElseThrow(() -> new Fault(
                        "The model's tokenizer splits text in the way \"" + key + "\", which the local engine lacks.",
                        "Use a model whose tokenizer.ggml.pre is one of: "
                                + ALL.stream().map(PreTokenizer::key).collect(Collectors.joining(", ")) + "."));
    }

    /** The pieces in order; together they are the text. */
    List<String> split(String text) {
        List<String> pieces = List.of(text);
        for (Pattern pattern : patterns) {
            List<String> finer = new ArrayList<>();
            for (String piece : pieces) {
                split(pattern, piece, finer);
            }
            pieces = finer;
        }
        return pieces;
    }

    /** Matches and what lies between them are pieces alike. */
    private static void split(Pattern pattern, String text, List<String> pieces) {
        Matcher matcher = pattern.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (matcher.start() > end) {
                pieces.add(text.substring(end, matcher.start()));
            }
            if (matcher.end() > matcher.start()) {
                pieces.add(matcher.group());
            }
            end = matcher.end();
        }
        if (end < text.length()) {
            pieces.add(text.substring(end));
        }
    }

    private static List<Pattern> patterns(String... patterns) {
        return Stream.of(patterns).map(pattern -> Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS)).toList();
    }

    private static String cl100k(String digits) {
        return "(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|" + digits
                + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    }
}
