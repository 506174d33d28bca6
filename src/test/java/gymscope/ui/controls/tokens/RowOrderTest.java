package gymscope.ui.controls.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.tokens.Channel;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TraceToken;
import gymscope.ui.Fx;
import gymscope.ui.controls.tokens.TokenShape.Form;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javafx.scene.text.Font;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowOrderTest {

    private static final String CHARACTERS = "אבגabc12 .,()-";

    /** However a text is cut into tokens, its characters stand where they stand in the whole. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void cuttingATextDoesNotChangeItsOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            StringBuilder token = new StringBuilder();
            for (int j = 0; j < 1 + random.nextInt(4); j++) {
                token.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            tokens.add(token.toString());
        }
        assertThat(shown(tokens, random.nextBoolean())).as("seed %d, %s", seed, tokens)
                .isEqualTo(expected(String.join("", tokens)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"א/ /2/2/9/1;2291 א", "אב/ JSON/ is/ ד;ד JSON is בא", "order/ אב/ גד/.;order דג בא."})
    void digitsAndForeignWordsKeepTheirOrder(String tokens, String shown) {
        assertThat(shown(List.of(tokens.split("/")), false)).isEqualTo(shown);
    }

    @Test
    void rowsOfARightToLeftParagraphBeginAtTheRight() {
        TokenLayout layout = laidOut(List.of("אב", " גד", "\n", "ab"), false);
        Fx.run(() -> {
            int first = layout.pieceOf(0);
            assertThat(layout.x(first) + layout.line(first).width()).isEqualTo(10_000);
            assertThat(layout.x(layout.pieceOf(3))).isZero();
        });
    }

    @Test
    void bracketsFaceTheirWord() {
        assertThat(RowOrder.backwards(" (a]")).isEqualTo("[a) ");
    }

    private static String shown(List<String> tokens, boolean lookBetween) {
        TokenLayout layout = laidOut(tokens, lookBetween);
        return Fx.get(() -> {
            StringBuilder shown = new StringBuilder();
            int end = layout.endPiece(0);
            IntStream.range(layout.firstPiece(0), end).boxed().sorted(Comparator.comparingDouble(layout::x)).forEach(piece -> {
                Form form = Objects.requireNonNull(layout.line(piece).form());
                for (RowOrder.Run run : RowOrder.runs(form.text(), form.rightToLeft())) {
                    String part = form.text().substring(run.start(), run.end());
                    shown.append(run.rightToLeft() ? new StringBuilder(part).reverse() : part);
                }
            });
            return shown.toString();
        });
    }

    private static String expected(String text) {
        int first = text.codePoints().filter(character -> Scripts.direction(character) != TokenShape.Direction.NEUTRAL)
                .findFirst()
                .orElse('a');
        Bidi bidi = new Bidi(text,
                Scripts.isRightToLeft(first) ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT);
        byte[] levels = new byte[text.length()];
        Integer[] order = new Integer[text.length()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) bidi.getLevelAt(i);
            order[i] = i;
        }
        Bidi.reorderVisually(levels, 0, order, 0, order.length);
        StringBuilder visual = new StringBuilder();
        for (int index : order) {
            visual.append(text.charAt(index));
        }
        return visual.toString();
    }

    private static TokenLayout laidOut(List<String> texts, boolean lookBetween) {
        return Fx.get(() -> {
            TokenShapes shapes = new TokenShapes(Font.font("JetBrains Mono", 12), () -> {});
            TokenLayout layout = new TokenLayout(shapes, 10_000);
            for (String text : texts) {
                layout.append(shapes.of(new TraceToken(layout.tokens(), null, text, TokenBytes.of(text), null, List.of(),
                        Channel.CONTENT, null)));
                if (lookBetween) {
                    layout.pieces();
                }
            }
            return layout;
        });
    }
}
