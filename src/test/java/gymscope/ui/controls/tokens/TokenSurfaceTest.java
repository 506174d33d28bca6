package gymscope.ui.controls.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.tokens.Alternative;
import gymscope.tokens.Channel;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.ui.Fx;
import gymscope.ui.controls.PopupLayer;
import gymscope.workspace.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenSurfaceTest {

    private final TokenSurface surface = Fx.get(() -> new TokenSurface(TokenSurface.Size.INSPECTOR));
    private final ScrollPane scroll = Fx.get(() -> new ScrollPane(surface));
    private final Stage stage = Fx.get(() -> {
        scroll.setFitToWidth(true);
        return new Stage();
    });

    @AfterEach
    void close() {
        Fx.run(stage::close);
    }

    @Test
    void arrowsGoFromTokenToTokenAndShowTheCard() {
        show(trace("The", " order", " was", " delivered"));
        press(KeyCode.RIGHT, KeyCode.RIGHT);
        assertThat(Fx.get(() -> surface.selectedProperty().get())).isEqualTo(1);
        assertThat(Fx.get(surface::getAccessibleText)).isEqualTo("Token 2 of 4, ␣order, content, probability 0.500");
        assertThat(cardTexts()).contains("␣order", "0.500", "␣parcel", "0.250", "rest");
        press(KeyCode.END);
        assertThat(Fx.get(() -> surface.selectedProperty().get())).isEqualTo(3);
        press(KeyCode.HOME);
        assertThat(Fx.get(() -> surface.selectedProperty().get())).isZero();
    }

    @Test
    void enterChoosesAnotherTokenToContinueFrom() {
        List<String> chosen = new ArrayList<>();
        Fx.run(() -> surface.setOnContinue((token, alternative) -> chosen.add(token.position() + alternative.text())));
        show(trace("The", " order"));
        press(KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.ENTER);
        assertThat(cardTexts()).contains("continue from “␣parcel”");
        press(KeyCode.UP, KeyCode.DOWN, KeyCode.ENTER);
        assertThat(chosen).containsExactly("1 parcel");
    }

    @Test
    void copiesWhatIsSelected() {
        show(trace("The", " order", " was"));
        press(KeyCode.RIGHT, KeyCode.RIGHT);
        Fx.run(() -> surface.fireEvent(key(KeyCode.RIGHT, true, false)));
        Fx.run(() -> surface.fireEvent(key(KeyCode.C, false, true)));
        assertThat(Fx.get(() -> Clipboard.getSystemClipboard().getString())).isEqualTo(" order was");
    }

    @Test
    void growsWithWhatStreamsInAndKeepsTheSelection() {
        show(trace("The", " order"));
        press(KeyCode.RIGHT);
        double before = Fx.get(surface::getHeight);
        String[] texts = IntStream.range(0, 200).mapToObj(i -> i == 0 ? "The" : i == 1 ? " order" : " word" + i)
                .toArray(String[]::new);
        Fx.run(() -> surface.setTrace(trace(texts)));
        Fx.frames(3);
        assertThat(Fx.get(surface::getHeight)).isGreaterThan(before);
        assertThat(Fx.get(() -> surface.selectedProperty().get())).isZero();
        Fx.run(() -> surface.setTrace(trace("Another", " answer")));
        Fx.frames(3);
        assertThat(Fx.get(surface::getHeight)).isEqualTo(before);
        assertThat(Fx.get(() -> surface.selectedProperty().get())).isEqualTo(-1);
    }

    @Test
    void drawsOnlyWhatIsSeenOfManyTokensAndScrollsToTheSelected() {
        String[] texts = IntStream.range(0, 128_000).mapToObj(i -> " word" + i % 977).toArray(String[]::new);
        show(trace(texts));
        assertThat(Fx.get(surface::getHeight)).isGreaterThan(20_000);
        ImageView picture = Fx.get(() -> (ImageView) surface.getChildrenUnmodifiable().getFirst());
        assertThat(Fx.get(picture::getFitHeight)).isLessThan(1_000);
        Fx.run(() -> surface.select(100_000));
        Fx.frames(3);
        Bounds bounds = Fx.get(() -> scroll.sceneToLocal(surface.localToScene(surface.boundsOf(100_000))));
        assertThat(bounds.getMinY()).isBetween(-1.0, Fx.get(scroll::getHeight));
        Bounds drawn = Fx.get(() -> scroll.sceneToLocal(picture.localToScene(picture.getLayoutBounds())));
        assertThat(drawn.getMinY()).isLessThanOrEqualTo(0);
        assertThat(drawn.getMaxY()).isGreaterThanOrEqualTo(Fx.get(scroll::getHeight));
    }

    @Test
    void tellsItsHeightAtAnotherWidthAndKeepsItsRows() {
        show(trace(IntStream.range(0, 400).mapToObj(i -> " word" + i).toArray(String[]::new)));
        Bounds before = Fx.get(() -> surface.boundsOf(399));
        double height = Fx.get(() -> surface.prefHeight(surface.getWidth()));
        assertThat(Fx.get(() -> surface.prefHeight(surface.getWidth() / 2))).isGreaterThan(height * 1.8);
        assertThat(Fx.get(() -> surface.boundsOf(399))).isEqualTo(before);
        assertThat(Fx.get(() -> surface.prefHeight(surface.getWidth()))).isEqualTo(height);
    }

    @Test
    void aCharacterWithoutAFontGetsItsCodePointAndAHint() {
        String nowhere = Character.toString(0x10FFFE);
        show(trace(nowhere));
        Fx.until("it is known that there is no font", () -> !SegmentCutter.isDrawn(0x10FFFE));
        press(KeyCode.RIGHT);
        assertThat(cardTexts()).contains("U+10FFFE", "No font here has U+10FFFE.");
        assertThat(TokenCard.fontWanted('中')).isEqualTo("No font here has U+4E2D. Install Noto Sans CJK to see it.");
        assertThat(TokenCard.fontWanted('न'))
                .isEqualTo("No font here has U+0928. Install a Noto font for Devanagari to see it.");
        assertThat(TokenCard.fontWanted(0x1F642)).isEqualTo("No font here has U+1F642. Install Noto Color Emoji to see it.");
    }

    private void show(TokenTrace trace) {
        Fx.run(() -> {
            surface.setTrace(trace);
            VBox page = new VBox(scroll);
            Fx.fill(stage, new PopupLayer(page), Theme.LIGHT, 700, 500);
            surface.requestFocus();
        });
        Fx.frames(3);
    }

    private void press(KeyCode... codes) {
        for (KeyCode code : codes) {
            Fx.run(() -> surface.fireEvent(key(code, false, false)));
        }
        Fx.frames(2);
    }

    private List<String> cardTexts() {
        return Fx.get(() -> stage.getScene().getRoot().lookupAll(".token-card .label").stream()
                .map(node -> ((Label) node).getText()).toList());
    }

    private static KeyEvent key(KeyCode code, boolean shift, boolean control) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false);
    }

    private static TokenTrace trace(String... texts) {
        List<TraceToken> tokens = new ArrayList<>();
        for (String text : texts) {
            List<Alternative> alternatives = List.of(new Alternative(1, text, TokenBytes.of(text), Math.log(0.5)),
                    new Alternative(2, " parcel", TokenBytes.of(" parcel"), Math.log(0.25)));
            tokens.add(new TraceToken(tokens.size(), 1, text, TokenBytes.of(text), Math.log(0.5), alternatives, Channel.CONTENT,
                    null));
        }
        return new TokenTrace(tokens);
    }
}
