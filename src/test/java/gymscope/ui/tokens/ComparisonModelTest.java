package gymscope.ui.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceJson;
import gymscope.ui.controls.VerdictIcon;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonModelTest {

    private final List<TokenTrace> pair = TokenSamples.pair();
    private final ComparisonModel model = new ComparisonModel(new NamedTrace("a", "", pair.getFirst()),
            new NamedTrace("b", "", pair.getLast()));

    @Test
    void saysWhereTheTwoPart() {
        int fork = Math.toIntExact(pair.getFirst().tokens().stream().takeWhile(token -> !token.text().equals(" Total")).count());
        assertThat(model.sentence())
                .isEqualTo("The answers part at token %d, where the two best choices are 0.02 apart.".formatted(fork));
        assertThat(model.kind()).isEqualTo(VerdictIcon.Kind.WARN);
        assertThat(model.first().jumps().difference(true)).isEqualTo(fork);
        assertThat(model.partnerOfA(fork)).isEqualTo(-1);
        assertThat(model.gap(fork)).isNaN();
    }

    @Test
    void partnersPointAtEachOtherAndTheirGapsAreTheDifference() {
        for (int i = 0; i < pair.getFirst().size(); i++) {
            int partner = model.partnerOfA(i);
            if (partner >= 0) {
                assertThat(model.partnerOfB(partner)).isEqualTo(i);
                Double ours = Objects.requireNonNull(pair.getFirst().tokens().get(i).logprob());
                Double theirs = Objects.requireNonNull(pair.getLast().tokens().get(partner).logprob());
                assertThat(model.gap(i)).isEqualTo(theirs - ours);
            }
        }
        int large = model.nextLargeGap(-1);
        assertThat(Math.abs(model.gap(large))).isGreaterThan(0.2);
        assertThat(model.agreement()).containsKeys("Same tokens", "KL, k3 estimate");
    }

    @Test
    void sameTracesAreTheSame() {
        ComparisonModel same = new ComparisonModel(new NamedTrace("a", "", pair.getFirst()),
                new NamedTrace("a", "", pair.getFirst()));
        assertThat(same.sentence()).startsWith("Both are the same ");
        assertThat(same.kind()).isEqualTo(VerdictIcon.Kind.PASS);
        assertThat(same.nextLargeGap(-1)).isEqualTo(-1);
    }

    @Test
    void opensWhatWasExported(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("tokens.json");
        TokenTrace trace = TokenSamples.scripts();
        Files.writeString(file, Json.pretty(TraceJson.of(trace)));
        NamedTrace read = TokensScreenModel.read(file);
        assertThat(read.trace().text()).isEqualTo(trace.text());
        assertThat(read.trace().tokens()).hasSameSizeAs(trace.tokens());
        Files.writeString(file, "{\"choices\": []}");
        assertThatThrownBy(() -> TokensScreenModel.read(file)).isInstanceOf(Fault.class)
                .hasMessageContaining("tokens.json holds no tokens");
    }

    @Test
    void swapsAndStopsComparing() {
        TokensScreenModel screen = new TokensScreenModel();
        screen.compare(model.a());
        screen.compare(model.b());
        screen.swap();
        assertThat(screen.firstProperty().get()).isEqualTo(model.b());
        assertThat(screen.secondProperty().get()).isEqualTo(model.a());
        screen.stopComparing();
        assertThat(screen.secondProperty().get()).isNull();
    }
}
