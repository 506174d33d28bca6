package gymscope.ui.controls.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gymscope.tokens.Channel;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TraceToken;
import gymscope.ui.Fx;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import javafx.scene.text.Font;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JoiningTest {

    /** Letters that join both sides, one side and none; without lam, whose ligatures with alef need both in one token. */
    private static final String LETTERS = "بتجحسشصطعفقكمنهياأدذرزوءة";

    /** From ArabicShaping.txt: D joins both sides, R only the one before, C makes others join, U none. */
    @ParameterizedTest
    @CsvSource({"ب,true,true", "ا,true,false", "ة,true,false", "ء,false,false", "ـ,true,true", "ڕ,true,false", "ܐ,true,false",
        "ܒ,true,true", "ߊ,true,true", "بَّ,true,true", "'ب ',true,false", "' ب',false,true", "x,false,false", "ש,false,false",
        "١,false,false", "'،',false,false"})
    void knowsWhichLettersJoin(String text, boolean previous, boolean next) {
        assertThat(Joining.joinsPrevious(text)).as("previous").isEqualTo(previous);
        assertThat(Joining.joinsNext(text)).as("next").isEqualTo(next);
    }

    /** The letters take the forms that they have in the whole, which the sum of their widths tells. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aWordThatIsCutIsAsWideAsTheWhole(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder word = new StringBuilder();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            StringBuilder part = new StringBuilder();
            for (int j = 0; j < 1 + random.nextInt(3); j++) {
                part.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            parts.add(part.toString());
            word.append(part);
        }
        assertThat(width(laidOut(parts))).as("seed %d, %s", seed, parts).isCloseTo(width(laidOut(List.of(word.toString()))),
                within(0.01));
    }

    @Test
    void lettersJoinOverMarksThatAreTokensOfTheirOwn() {
        TokenLayout layout = laidOut(List.of("بـ", "\u064E", "ت", " ", "ب"));
        assertThat(Fx.get(() -> List.of(form(layout, 0), form(layout, 2), form(layout, 4)))).containsExactly(
                new TokenShape.Form("بـ", true, false, true), new TokenShape.Form("ت", true, true, false),
                new TokenShape.Form("ب", true, false, false));
    }

    @Test
    void aLineBreakEndsAWord() {
        TokenLayout layout = laidOut(List.of("ب", "\n", "ت"));
        assertThat(Fx.get(() -> List.of(form(layout, 0), form(layout, 2)))).containsExactly(
                new TokenShape.Form("ب", true, false, false), new TokenShape.Form("ت", true, false, false));
    }

    private static TokenShape.Form form(TokenLayout layout, int token) {
        return Objects.requireNonNull(layout.line(layout.pieceOf(token)).form());
    }

    private static double width(TokenLayout layout) {
        return Fx.get(() -> {
            double width = 0;
            for (int piece = layout.firstPiece(0); piece < layout.endPiece(0); piece++) {
                width += layout.line(piece).width();
            }
            return width;
        });
    }

    private static TokenLayout laidOut(List<String> texts) {
        return Fx.get(() -> {
            TokenShapes shapes = new TokenShapes(Font.font("JetBrains Mono", 24), () -> {});
            TokenLayout layout = new TokenLayout(shapes, 10_000);
            for (String text : texts) {
                layout.append(shapes.of(new TraceToken(layout.tokens(), null, text, TokenBytes.of(text), null, List.of(),
                        Channel.CONTENT, null)));
            }
            return layout;
        });
    }
}
