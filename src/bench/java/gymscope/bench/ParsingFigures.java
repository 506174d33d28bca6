package gymscope.bench;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.JoinedAnswer;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.Parsers;
import gymscope.parsing.Parsers.Kind;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many million UTF-8 bytes a second each parser reads, of a text of 512 kB in its own format: whole, and in pieces of four
 * characters as tokens come. Seconds are those of the processor, and each figure is the best of some rounds after a warm-up, so
 * that a busy machine lowers it least.
 */
final class ParsingFigures {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int TEXT_BYTES = 512_000;
    private static final int PIECE = 4;
    private static final int ROUNDS = 3;
    private static final long WARM_UP_NANOS = 150_000_000L;

    /** A format with a long text of its own. */
    private record LongText(String name, AnswerFormat format, String text, ParseRequest request) {}

    private interface Round {
        void run();
    }

    private ParsingFigures() {
    }

    static ObjectNode measure() throws IOException {
        ArrayNode parsers = Json.array();
        double slowest = Double.MAX_VALUE;
        for (LongText text : texts()) {
            List<String> pieces = pieces(text.text());
            double bytes = text.text().getBytes(StandardCharsets.UTF_8).length;
            double whole = bytes / 1e6 / seconds(() -> text.format().parse(text.text(), text.request()));
            double streamed = bytes / 1e6 / seconds(() -> stream(text, pieces));
            slowest = Math.min(slowest, Math.min(whole, streamed));
            parsers.addObject().put("parser", text.name()).put("whole_mb_per_second", rounded(whole)).put(
                    "streamed_mb_per_second",
                    rounded(streamed));
        }
        ObjectNode result = Json.object().put("text_bytes", TEXT_BYTES).put("slowest_mb_per_second", rounded(slowest));
        result.set("parsers", parsers);
        return result;
    }

    private static void stream(LongText text, List<String> pieces) {
        AnswerStream stream = text.format().stream(text.request());
        JoinedAnswer joined = new JoinedAnswer();
        pieces.forEach(piece -> joined.add(stream.push(piece)));
        joined.add(stream.finish());
    }

    private static double seconds(Round round) {
        long started = THREADS.getCurrentThreadCpuTime();
        int warm = 0;
        while (warm < 2 || THREADS.getCurrentThreadCpuTime() - started < WARM_UP_NANOS) {
            round.run();
            warm++;
        }
        long best = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            round.run();
            best = Math.min(best, THREADS.getCurrentThreadCpuTime() - before);
        }
        return Math.max(best, 1) / 1e9;
    }

    private static List<LongText> texts() throws IOException {
        List<LongText> texts = new ArrayList<>();
        try (InputStream stream = ParsingFigures.class.getResourceAsStream("/parsing-texts.jsonl")) {
            String lines = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            lines.lines().forEach(line -> addAll(Json.parseObject(line), texts));
        }
        if (texts.isEmpty()) {
            throw new Fault("There are no texts to parse.", "Look at parsing-texts.jsonl in the bench's resources.");
        }
        return texts;
    }

    private static void addAll(ObjectNode line, List<LongText> texts) {
        String unit = line.path("repeat").asString();
        String text = line.path("before").asString()
                + unit.repeat(TEXT_BYTES / unit.getBytes(StandardCharsets.UTF_8).length + 1) + line.path("after").asString();
        for (JsonNode name : line.path("formats")) {
            texts.add(new LongText(name.asString(), format(name.asString()), text, ParseRequest.of(line)));
        }
    }

    private static AnswerFormat format(String name) {
        String[] parts = name.split("/", 2);
        return parts[0].equals("unified") && parts[1].contains("+")
                ? Parsers.unified(parts[1])
                : Parsers.named(Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1]);
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < text.length(); at += PIECE) {
            pieces.add(text.substring(at, Math.min(text.length(), at + PIECE)));
        }
        return pieces;
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
