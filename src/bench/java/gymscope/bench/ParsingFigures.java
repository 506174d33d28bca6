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
 * characters as tokens come. Seconds are those of the processor, and each figure is the best of some rounds, so that a busy
 * machine lowers it least. Before any is measured all parsers read short answers, and each does so again before its own rounds:
 * a parser that has read many answers is what an application has, and the first one has no colder start than the last.
 */
final class ParsingFigures {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int TEXT_BYTES = 512_000;
    private static final int PIECE = 4;
    /** So many pieces are pushed by one call: a loop over all of a text would run too few times to be compiled. */
    private static final int STRETCH = 64;
    private static final int ROUNDS = 5;
    private static final long WARM_UP_NANOS = 100_000_000L;

    /** A format with a short and a long text of its own. */
    private record Sample(String name, AnswerFormat format, String shortText, String longText, ParseRequest request) {}

    private interface Round {
        void run();
    }

    private ParsingFigures() {
    }

    static ObjectNode measure() throws IOException {
        ArrayNode parsers = Json.array();
        double slowest = Double.MAX_VALUE;
        List<Sample> samples = samples();
        samples.forEach(ParsingFigures::warmUp);
        for (Sample sample : samples) {
            warmUp(sample);
            List<List<String>> stretches = stretches(sample.longText());
            double megabytes = sample.longText().getBytes(StandardCharsets.UTF_8).length / 1e6;
            double whole = megabytes / seconds(() -> sample.format().parse(sample.longText(), sample.request()));
            double streamed = megabytes / seconds(() -> stream(sample, stretches));
            slowest = Math.min(slowest, Math.min(whole, streamed));
            parsers.addObject().put("parser", sample.name()).put("whole_mb_per_second", rounded(whole)).put(
                    "streamed_mb_per_second",
                    rounded(streamed));
        }
        ObjectNode result = Json.object().put("text_bytes", TEXT_BYTES).put("slowest_mb_per_second", rounded(slowest));
        result.set("parsers", parsers);
        return result;
    }

    private static void stream(Sample sample, List<List<String>> stretches) {
        AnswerStream stream = sample.format().stream(sample.request());
        JoinedAnswer joined = new JoinedAnswer();
        stretches.forEach(stretch -> push(stretch, stream, joined));
        joined.add(stream.finish());
    }

    private static void push(List<String> pieces, AnswerStream stream, JoinedAnswer joined) {
        for (String piece : pieces) {
            joined.add(stream.push(piece));
        }
    }

    private static void warmUp(Sample sample) {
        List<List<String>> stretches = stretches(sample.shortText());
        long started = THREADS.getCurrentThreadCpuTime();
        while (THREADS.getCurrentThreadCpuTime() - started < WARM_UP_NANOS) {
            sample.format().parse(sample.shortText(), sample.request());
            stream(sample, stretches);
        }
    }

    private static double seconds(Round round) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            round.run();
            best = Math.min(best, THREADS.getCurrentThreadCpuTime() - before);
        }
        return Math.max(best, 1) / 1e9;
    }

    private static List<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (InputStream stream = ParsingFigures.class.getResourceAsStream("/parsing-texts.jsonl")) {
            String lines = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            lines.lines().forEach(line -> addAll(Json.parseObject(line), samples));
        }
        if (samples.isEmpty()) {
            throw new Fault("There are no texts to parse.", "Look at parsing-texts.jsonl in the bench's resources.");
        }
        return samples;
    }

    private static void addAll(ObjectNode line, List<Sample> samples) {
        String unit = line.path("repeat").asString();
        String before = line.path("before").asString();
        String after = line.path("after").asString();
        String repeated = unit.repeat(TEXT_BYTES / unit.getBytes(StandardCharsets.UTF_8).length + 1);
        for (JsonNode name : line.path("formats")) {
            samples.add(new Sample(name.asString(), format(name.asString()), before + unit + after, before + repeated + after,
                    ParseRequest.of(line)));
        }
    }

    private static AnswerFormat format(String name) {
        String[] parts = name.split("/", 2);
        return parts[0].equals("unified") && parts[1].contains("+")
                ? Parsers.unified(parts[1])
                : Parsers.named(Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1]);
    }

    private static List<List<String>> stretches(String text) {
        List<List<String>> stretches = new ArrayList<>();
        for (int start = 0; start < text.length(); start += STRETCH * PIECE) {
            List<String> pieces = new ArrayList<>();
            for (int at = start; at < Math.min(text.length(), start + STRETCH * PIECE); at += PIECE) {
                pieces.add(text.substring(at, Math.min(text.length(), at + PIECE)));
            }
            stretches.add(pieces);
        }
        return stretches;
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
