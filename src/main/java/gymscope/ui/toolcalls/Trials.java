package gymscope.ui.toolcalls;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.ParserRefusal;
import gymscope.parsing.Parsers;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.VerdictIcon.Kind;
import gymscope.wire.ToolCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all tool parsers make of a text, the best fit first.
 *
 * @param parsers all of them
 * @param took how long it took
 */
record Trials(List<TriedParser> parsers, Duration took) {

    static final Trials NONE = new Trials(List.of(), Duration.ZERO);

    Trials {
        parsers = List.copyOf(parsers);
    }

    /** Lets all parsers read a text. */
    static Trials of(RawText raw, ParseRequest request) {
        if (raw.text().isEmpty()) {
            return NONE;
        }
        long started = System.nanoTime();
        List<TriedParser> tried = new ArrayList<>();
        for (AnswerFormat format : Parsers.all(Parsers.Kind.TOOL)) {
            tried.add(tryOne(format, raw, request));
        }
        tried.sort(Comparator.comparing(TriedParser::verdict));
        return new Trials(tried, Duration.ofNanos(System.nanoTime() - started));
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
        return "%d tried in %s: %d fit, %d half, %d find nothing, %d raise".formatted(parsers.size(), Figures.duration(took),
                count(Kind.PASS), count(Kind.WARN), count(Kind.NOT_APPLICABLE), count(Kind.FAIL));
    }

    private long count(Kind verdict) {
        return parsers.stream().filter(parser -> parser.verdict() == verdict).count();
    }

    private static TriedParser tryOne(AnswerFormat format, RawText raw, ParseRequest request) {
        try {
            ParsedAnswer answer = format.parse(raw.text(), request);
            List<ToolCall> endpoint = raw.calls();
            Boolean same = endpoint == null ? null : names(endpoint).equals(names(answer.toolCalls()));
            Kind verdict = answer.toolCalls().isEmpty() ? Kind.NOT_APPLICABLE : Kind.PASS;
            return new TriedParser(format, verdict, answer, 1.0, same, "");
        } catch (ParserRefusal refusal) {
            return new TriedParser(format, Kind.FAIL, null, null, null, "Raises: " + refusal.sentence());
        }
    }

    private static List<String> names(List<ToolCall> calls) {
        return calls.stream().map(ToolCall::name).toList();
    }
}
