package gymscope.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Four times the text takes about four times the work, whole and in pieces. Work is measured as memory that the thread allocates,
 * which copying a text again and again betrays and a busy machine does not change; looking again and again betrays itself by never
 * ending on the longest texts.
 */
class LinearWorkTest {

    private static final int SHORT = 16_000;
    private static final int LONG = 4 * SHORT;
    private static final int LONGEST = 200_000;
    private static final int ALLOWED = 8;
    private static final long SLACK = 2_000_000;
    private static final int PIECE = 9;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TestFactory
    Stream<DynamicTest> longTexts() {
        Map<AnswerFormat, ParsingSamples> longest = new LinkedHashMap<>();
        ParsingSamples.all().forEach(sample -> longest.merge(sample.format(), sample,
                (one, other) -> one.text().length() >= other.text().length() ? one : other));
        return longest.values().stream().map(sample -> DynamicTest.dynamicTest(sample.toString(), () -> {
            for (String seed : List.of(sample.text(), firstHalf(sample.text()), "<", "{\"a\": [", " ")) {
                assertLinear(sample, seed);
            }
        }));
    }

    private static void assertLinear(ParsingSamples sample, String seed) {
        for (boolean streams : new boolean[]{false, true}) {
            long least = allocated(sample, seed, SHORT, streams);
            assertThat(allocated(sample, seed, LONG, streams))
                    .as("%s: work for \"%s\" repeated, in pieces: %s", sample, seed, streams)
                    .isLessThan(ALLOWED * least + SLACK);
        }
        read(sample, repeated(seed, LONGEST), true);
    }

    private static long allocated(ParsingSamples sample, String seed, int length, boolean streams) {
        String text = repeated(seed, length);
        read(sample, text, streams);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        read(sample, text, streams);
        return Math.max(1, THREADS.getCurrentThreadAllocatedBytes() - before);
    }

    private static void read(ParsingSamples sample, String text, boolean streams) {
        try {
            if (streams) {
                JoinedAnswer.of(sample.format(), pieces(text), sample.request());
            } else {
                sample.format().parse(text, sample.request());
            }
        } catch (ParserRefusal refusal) {
            assertThat(refusal.type()).isNotEmpty();
        }
    }

    private static String repeated(String seed, int length) {
        return seed.repeat(length / seed.length() + 1).substring(0, length);
    }

    private static String firstHalf(String text) {
        return text.substring(0, Math.max(1, text.length() / 2));
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < text.length(); at += PIECE) {
            pieces.add(text.substring(at, Math.min(text.length(), at + PIECE)));
        }
        return pieces;
    }
}
