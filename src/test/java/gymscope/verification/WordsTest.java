package gymscope.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void numbersHaveTheirThousandsAndATrueMinus() {
        assertThat(Words.decimal(-1234.5, 2)).isEqualTo("−1,234.50");
        assertThat(Words.decimal(-0.0001, 3)).isEqualTo("0.000");
        assertThat(Words.count(1, "token")).isEqualTo("1 token");
        assertThat(Words.count(1024, "token")).isEqualTo("1,024 tokens");
        assertThat(Words.duration(Duration.ofNanos(1))).isEqualTo("1 ms");
        assertThat(Words.duration(Duration.ofMillis(2449))).isEqualTo("2.4 s");
    }

    @Test
    void textsAreCutToALine() {
        assertThat(Words.quote(" a\n b ")).isEqualTo("“a b”");
        assertThat(Words.quote("x".repeat(100))).hasSize(62).endsWith("…”");
        assertThat(Words.list(List.of("a", "b", "c"), 2)).isEqualTo("a, b and 1 more");
    }

    @Test
    void aSentenceBecomesAClause() {
        assertThat(Words.clause("Nothing answers.")).isEqualTo("nothing answers");
        assertThat(Words.clause("HTTP is spoken.")).isEqualTo("HTTP is spoken");
    }
}
