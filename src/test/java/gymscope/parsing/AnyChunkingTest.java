package gymscope.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.parsing.Parsers.Kind;
import gymscope.wire.Json;
import gymscope.wire.Span;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** However a text is cut into pieces, its stream says the same; what the whole text says, unless a sample tells why not. */
class AnyChunkingTest {

    private static final int CUTS = 40;
    private static final int DAMAGED = 40;

    /** What counts of an answer: texts, names, and arguments by value. */
    private record Outcome(String reasoning, String content, List<String> calls) {

        static Outcome of(ParsedAnswer answer) {
            return new Outcome(Objects.requireNonNullElse(answer.reasoning(), ""),
                    Objects.requireNonNullElse(answer.content(), ""), answer.toolCalls().stream().map(Outcome::call).toList());
        }

        private static String call(ToolCall call) {
            JsonNode arguments = Json.parseOrNull(call.arguments());
            return call.name() + " " + (arguments == null ? call.arguments() : Json.write(arguments));
        }
    }

    @Test
    void everyFormatHasSamples() {
        Set<String> sampled = ParsingSamples.all().stream().map(sample -> sample.format().name()).collect(Collectors.toSet());
        for (Kind kind : Kind.values()) {
            Collection<AnswerFormat> formats = Parsers.all(kind);
            assertThat(formats.stream().map(AnswerFormat::name)).as("%s formats without a sample", kind)
                    .allMatch(sampled::contains);
        }
    }

    @TestFactory
    Stream<DynamicTest> aStreamSaysTheSameHoweverItIsCut() {
        return tests(sample -> {
            Outcome once = Outcome.of(JoinedAnswer.of(sample.format(), List.of(sample.text()), sample.request()));
            for (int seed = 0; seed < CUTS; seed++) {
                assertSameInPieces(sample, sample.text(), once, seed);
            }
            if (sample.differs() == null) {
                Outcome whole = Outcome.of(sample.format().parse(sample.text(), sample.request()));
                assertThat(once).as("stream and whole text of %s", sample).isEqualTo(whole);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> damagedTextsAreReadTheSameHoweverTheyAreCut() {
        return tests(sample -> {
            for (int seed = 0; seed < DAMAGED; seed++) {
                String text = damaged(sample.text(), seed);
                Outcome once = joined(sample, List.of(text));
                if (once != null) {
                    assertSameInPieces(sample, text, once, seed);
                }
                assertCovered(sample, text);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> stretchesCoverTheTextAndHoldTheCalls() {
        return tests(sample -> assertCovered(sample, sample.text()));
    }

    private static void assertSameInPieces(ParsingSamples sample, String text, Outcome once, int seed) {
        List<String> pieces = pieces(text, seed);
        assertThat(joined(sample, pieces)).as("%s, cut with seed %d into %s", sample, seed, pieces).isEqualTo(once);
    }

    /** Null where the reference's parser raises. */
    private static @Nullable Outcome joined(ParsingSamples sample, List<String> pieces) {
        try {
            return Outcome.of(JoinedAnswer.of(sample.format(), pieces, sample.request()));
        } catch (ParserRefusal refusal) {
            return null;
        }
    }

    private static void assertCovered(ParsingSamples sample, String text) {
        ParsedAnswer answer;
        try {
            answer = sample.format().parse(text, sample.request());
        } catch (ParserRefusal refusal) {
            return;
        }
        int at = 0;
        for (Segment segment : answer.segments()) {
            assertThat(segment.span().start()).as("%s: %s in %s", sample, segment, text).isEqualTo(at);
            at = segment.span().end();
        }
        assertThat(at).as("%s: stretches of %s", sample, text).isEqualTo(text.length());
        for (ToolCall call : answer.toolCalls()) {
            Span span = Objects.requireNonNull(call.span(), () -> "%s: span of %s".formatted(sample, call.name()));
            assertThat(span.end()).isLessThanOrEqualTo(text.length());
        }
    }

    private static Stream<DynamicTest> tests(Consumer<ParsingSamples> check) {
        return ParsingSamples.all().stream()
                .map(sample -> DynamicTest.dynamicTest(sample.toString(), () -> check.accept(sample)));
    }

    /** Seed 0 cuts between all characters; the others at random places, and empty pieces are among them. */
    private static List<String> pieces(String text, int seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int longest = seed == 0 ? 1 : 1 + random.nextInt(24);
        List<String> pieces = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(text.length(), at + (seed == 0 ? 1 : random.nextInt(longest + 1)));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }

    /** Cut off, a stretch left out or doubled, or a character changed. */
    private static String damaged(String text, int seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(30));
        return switch (seed % 4) {
            case 0 -> text.substring(0, from);
            case 1 -> text.substring(0, from) + text.substring(to);
            case 2 -> text.substring(0, to) + text.substring(from);
            default -> text.substring(0, from) + "<>{}[]\"'\n ".charAt(random.nextInt(10)) + text.substring(from);
        };
    }
}
