package gymscope.ui.controls.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.tokens.Channel;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TraceToken;
import gymscope.ui.Fx;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javafx.scene.text.Font;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenLayoutTest {

    private static final String[] TEXTS = {"The", " order", " was", ",", ".\n\n", "\n", " a\nb", " ", "  indented", "漢字",
        "=".repeat(200), "\t",
        " unbelievably", "long", "winded", "é", ""};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void rowsHoldEveryTokenInOrderWithinTheWidth(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TraceToken> tokens = tokens(random, 400);
        double width = 60 + random.nextInt(600);
        Fx.run(() -> {
            TokenShapes shapes = shapes();
            TokenLayout layout = laidOut(shapes, tokens, width);
            assertThat(layout.tokens()).as("seed %d", seed).isEqualTo(tokens.size());
            int last = -1;
            for (int row = 0; row < layout.rows(); row++) {
                double end = 0;
                for (int piece = layout.firstPiece(row); piece < layout.endPiece(row); piece++) {
                    assertThat(layout.token(piece)).as("seed %d, piece %d", seed, piece).isBetween(last, last + 1);
                    last = layout.token(piece);
                    assertThat(layout.x(piece)).as("seed %d, piece %d", seed, piece).isGreaterThanOrEqualTo(end - 0.01);
                    end = layout.x(piece) + layout.line(piece).width();
                }
                assertThat(end).as("seed %d, row %d", seed, row).isLessThanOrEqualTo(width + 0.01);
            }
            assertThat(last).as("seed %d", seed).isEqualTo(tokens.size() - 1);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void appendingGivesWhatLayingOutAtOnceGives(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TraceToken> tokens = tokens(random, 300);
        Fx.run(() -> {
            TokenShapes shapes = shapes();
            TokenLayout whole = laidOut(shapes, tokens, 300);
            TokenLayout parts = laidOut(shapes, tokens.subList(0, 120), 300);
            tokens.subList(120, 300).forEach(token -> parts.append(shapes.of(token)));
            assertThat(rows(parts)).as("seed %d", seed).isEqualTo(rows(whole));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void findsATokenWhereItStands(long seed) {
        List<TraceToken> tokens = tokens(new SplittableRandom(seed), 300);
        Fx.run(() -> {
            TokenLayout layout = laidOut(shapes(), tokens, 400);
            for (int i = 0; i < tokens.size(); i++) {
                int piece = layout.pieceOf(i);
                if (layout.line(piece).width() > 0) {
                    assertThat(layout.tokenAt(layout.rowOf(piece), layout.x(piece) + layout.line(piece).width() / 2))
                            .as("seed %d, token %d", seed, i)
                            .isEqualTo(i);
                }
            }
        });
    }

    @Test
    void wordsStayTogetherAndSpacesStayBehind() {
        List<TraceToken> tokens = List.of(token(0, "aaaa"), token(1, " bbb"), token(2, "ccc"), token(3, " d"));
        Fx.run(() -> {
            TokenShapes shapes = shapes();
            TokenLayout layout = laidOut(shapes, tokens, shapes.measure().advance() * 10);
            assertThat(rows(layout)).containsExactly("aaaa", "bbbccc d");
        });
    }

    @Test
    void partsOfCharactersAreHex() {
        Fx.run(() -> {
            TraceToken part = new TraceToken(0, 5, "\uFFFD", TokenBytes.of(new byte[]{(byte) 0xE2, (byte) 0x82}), null, List.of(),
                    Channel.CONTENT, null);
            TokenShape shape = shapes().of(part);
            assertThat(shape.lines().getFirst().segments()).extracting(TokenShape.Segment::text).containsExactly("E2 82");
            assertThat(shape.lines().getFirst().segments().getFirst().boxed()).isTrue();
            assertThat(TokenText.inWords(token(0, " 48"))).isEqualTo("␣48");
            assertThat(TokenText.inWords(token(0, "\n\t"))).isEqualTo("↵→");
        });
    }

    private static TokenShapes shapes() {
        return new TokenShapes(Font.font("JetBrains Mono", 12), () -> {});
    }

    private static TokenLayout laidOut(TokenShapes shapes, List<TraceToken> tokens, double width) {
        TokenLayout layout = new TokenLayout(shapes, width);
        tokens.forEach(token -> layout.append(shapes.of(token)));
        return layout;
    }

    private static List<String> rows(TokenLayout layout) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < layout.rows(); row++) {
            StringBuilder text = new StringBuilder();
            for (int piece = layout.firstPiece(row); piece < layout.endPiece(row); piece++) {
                layout.line(piece).segments().forEach(segment -> text.append(segment.text()));
            }
            rows.add(text.toString());
        }
        return rows;
    }

    private static List<TraceToken> tokens(SplittableRandom random, int count) {
        List<TraceToken> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tokens.add(token(i, TEXTS[random.nextInt(TEXTS.length)]));
        }
        return tokens;
    }

    private static TraceToken token(int position, String text) {
        return new TraceToken(position, null, text, TokenBytes.of(text), null, List.of(), Channel.CONTENT, null);
    }
}
