package gymscope.parsing.fit;

import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Parsers;
import gymscope.parsing.Parsers.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All tool parsers on one text, the best first, and the reasoning parsers whose markers the text has.
 *
 * @param fits what each tool parser makes of it, the best first; equals in the order in which their models are met
 * @param reasonings the reasoning parsers that find reasoning and leave none of its markers, the simplest first
 * @param sentence what the text is and what reads it
 */
public record ParserRanking(List<ParserFit> fits, List<String> reasonings, String sentence) {

    private static final List<String> COMMON_REASONINGS = List.of("qwen3", "deepseek_r1", "kimi_k2", "glm45", "seed_oss",
            "minimax_m3", "mistral", "openai_gptoss", "gemma4", "granite", "kimi_k3", "muse_glimmer", "inkling",
            "cohere_command3", "hunyuan_a13b");

    public ParserRanking {
        fits = List.copyOf(fits);
        reasonings = List.copyOf(reasonings);
    }

    /** Runs all of them. Takes as long as all parsers together, so not for a drawing thread. */
    public static ParserRanking of(String text, ParseRequest request) {
        List<ParserFit> fits = new ArrayList<>();
        Parsers.all(Kind.TOOL).forEach(format -> fits.add(ParserFit.of(format, text, request)));
        fits.sort(Comparator.comparingInt(ParserFit::score).reversed()
                .thenComparing(Comparator.comparingInt((ParserFit fit) -> markerLength(fit, text)).reversed())
                .thenComparingInt(fit -> ModelFamilies.place(fit.name())));
        List<String> reasonings = reasonings(text, request);
        return new ParserRanking(fits, reasonings, sentence(text, fits, reasonings));
    }

    /** The best parser, null when none finds a call that makes sense. */
    public @Nullable ParserFit best() {
        ParserFit first = fits.getFirst();
        return first.calls() > 0 && first.score() > 0 ? first : null;
    }

    /** How much of the text is in the first call: of two that find the same, the one that takes the whole markup for it. */
    private static int markerLength(ParserFit fit, String text) {
        ParsedAnswer answer = fit.answer();
        if (answer == null || answer.toolCalls().isEmpty() || answer.toolCalls().getFirst().span() == null) {
            return 0;
        }
        int start = answer.toolCalls().getFirst().span().start();
        return TextShape.MARKERS.stream().anyMatch(marker -> text.startsWith(marker, start)) ? 1 : 0;
    }

    private static List<String> reasonings(String text, ParseRequest request) {
        boolean hasMarkers = TextShape.first(text, TextShape.THOUGHTS) != null || text.contains("<|channel|>analysis")
                || text.contains("to=self<|message|>") || text.contains("<|open|>think") || text.contains("thought process:")
                || text.contains("<|content_thinking|>") || text.contains("<|close|>think");
        if (!hasMarkers) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        for (String name : COMMON_REASONINGS) {
            if (Parsers.find(Kind.REASONING, name) != null && fits(name, text, request)) {
                found.add(name);
            }
        }
        return found;
    }

    private static boolean fits(String name, String text, ParseRequest request) {
        ParsedAnswer answer = Parsers.named(Kind.REASONING, name).parse(text, request);
        String content = answer.content();
        String reasoning = answer.reasoning();
        boolean isSplit = reasoning != null && !reasoning.isBlank()
                && TextShape.first(reasoning, TextShape.THOUGHTS) == null && !reasoning.contains("<|channel|>")
                && TextShape.first(reasoning, TextShape.MARKERS) == null;
        boolean isClean = content == null || (TextShape.first(content, TextShape.THOUGHTS) == null
                && !content.contains("<|channel|>analysis"));
        return isSplit && isClean && (content != null || name.equals("openai_gptoss"));
    }

    private static String sentence(String text, List<ParserFit> fits, List<String> reasonings) {
        TextShape shape = TextShape.of(text);
        ParserFit best = fits.getFirst();
        StringBuilder sentence = new StringBuilder(shape.words()).append(": ");
        if (best.calls() == 0 || best.score() <= 0) {
            sentence.append("no parser finds a call that makes sense");
        } else {
            sentence.append(best.name()).append(" (").append(best.family()).append(')');
        }
        fits.stream().filter(fit -> shape.marker() != null && fit.swallows(text))
                .min(Comparator.comparingInt(fit -> ModelFamilies.place(fit.name())))
                .ifPresent(fit -> sentence.append("; ").append(fit.name()).append(' ').append(fit.sentence()));
        if (!reasonings.isEmpty()) {
            sentence.append("; reasoning: ").append(reasonings.getFirst());
        }
        return sentence.append('.').toString();
    }
}
