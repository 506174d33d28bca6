package gymscope.ui.toolcalls;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.ParserRefusal;
import gymscope.parsing.Parsers;
import gymscope.parsing.fit.ParserFit;
import gymscope.parsing.fit.ParserRanking;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.VerdictIcon.Kind;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What all tool parsers make of a text, the best fit first.
 *
 * @param parsers all of them
 * @param reasoning the reasoning parser that read the text before them, empty for none
 * @param sentence what the text is and what reads it
 * @param took how long it took
 */
record Trials(List<TriedParser> parsers, String reasoning, String sentence, Duration took) {

    /** Takes the reasoning parser whose markers the text has. */
    static final String AUTOMATIC = "automatic";
    /** Lets no reasoning parser read the text. */
    static final String NO_REASONING = "none";
    static final Trials NONE = new Trials(List.of(), "", "", Duration.ZERO);

    Trials {
        parsers = List.copyOf(parsers);
    }

    /**
     * Lets all parsers read a text.
     *
     * @param reasoning the reasoning parser's name, {@link #AUTOMATIC} or {@link #NO_REASONING}
     */
    static Trials of(RawText raw, ParseRequest request, String reasoning) {
        if (raw.text().isBlank()) {
            return NONE;
        }
        long started = System.nanoTime();
        ParserRanking ranking = ParserRanking.of(raw.text(), request);
        String name = switch (reasoning) {
            case AUTOMATIC -> ranking.reasonings().isEmpty() ? "" : ranking.reasonings().getFirst();
            case NO_REASONING -> "";
            default -> reasoning;
        };
        List<TriedParser> tried = ranking.fits().stream().map(fit -> tried(fit, name, raw, request)).toList();
        return new Trials(tried, name, ranking.sentence(), Duration.ofNanos(System.nanoTime() - started));
    }

    /** The parser that fits best, null when there is no text. */
    @Nullable
    TriedParser best() {
        return parsers.isEmpty() ? null : parsers.getFirst();
    }

    @Nullable
    TriedParser named(String name) {
        return parsers.stream().filter(parser -> parser.name().equals(name)).findFirst().orElse(null);
    }

    /** How many parsers fit, half fit, find nothing, and raise. */
    String summary() {
        if (parsers.isEmpty()) {
            return "";
        }
        return "%d tried in %s: %d fit, %d half, %d nothing, %d raise".formatted(parsers.size(), Figures.duration(took),
                count(Kind.PASS), count(Kind.WARN), count(Kind.NOT_APPLICABLE), count(Kind.FAIL));
    }

    private long count(Kind verdict) {
        return parsers.stream().filter(parser -> parser.verdict() == verdict).count();
    }

    private static TriedParser tried(ParserFit fit, String reasoning, RawText raw, ParseRequest request) {
        AnswerFormat format = reasoning.isEmpty() ? fit.format() : Parsers.unified(reasoning + "+" + fit.name());
        ParsedAnswer answer = reasoning.isEmpty() ? fit.answer() : parsed(format, raw, request);
        List<ToolCall> endpoint = raw.calls();
        Boolean same = (endpoint == null || answer == null) ? null : Boolean.valueOf(alike(endpoint, answer.toolCalls()));
        return new TriedParser(fit.name(), format, verdict(fit, answer), answer, share(fit, answer, raw), same, fit.sentence());
    }

    private static @Nullable ParsedAnswer parsed(AnswerFormat format, RawText raw, ParseRequest request) {
        try {
            return format.parse(raw.text(), request);
        } catch (ParserRefusal refusal) {
            return null;
        }
    }

    private static Kind verdict(ParserFit fit, @Nullable ParsedAnswer answer) {
        if (answer == null) {
            return Kind.FAIL;
        }
        if (answer.toolCalls().isEmpty()) {
            return Kind.NOT_APPLICABLE;
        }
        return fit.knownNames() == fit.calls() && lost(fit, answer) == 0 && !fit.leavesMarkup() ? Kind.PASS : Kind.WARN;
    }

    private static @Nullable Double share(ParserFit fit, @Nullable ParsedAnswer answer, RawText raw) {
        if (answer == null) {
            return null;
        }
        return answer.toolCalls().isEmpty()
                ? Double.valueOf(0)
                : Double.valueOf(1 - (double) lost(fit, answer) / raw.text().length());
    }

    /** What the ranking counts as lost is what the tool parser alone does not take; the reasoning parser takes some of it. */
    private static int lost(ParserFit fit, ParsedAnswer answer) {
        String thought = answer.reasoning();
        return Math.max(0, fit.lost() - (thought == null ? 0 : thought.length()));
    }

    private static boolean alike(List<ToolCall> one, List<ToolCall> other) {
        return signatures(one).equals(signatures(other));
    }

    private static List<String> signatures(List<ToolCall> calls) {
        return calls.stream().map(call -> call.name() + arguments(call)).toList();
    }

    private static String arguments(ToolCall call) {
        JsonNode json = Json.parseOrNull(call.arguments());
        return json == null ? call.arguments() : Json.write(json);
    }
}
