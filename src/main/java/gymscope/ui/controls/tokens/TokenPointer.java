package gymscope.ui.controls.tokens;

import gymscope.ui.controls.PopupLayer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The mouse on a token surface: hovering, selecting, the card; scrolling to a token. */
final class TokenPointer {

    private static final Duration DELAY = Duration.millis(120);

    private final TokenSurface surface;
    private final TokenSelection selection;
    private final TokenCard card = new TokenCard();
    private final PauseTransition delay = new PauseTransition(DELAY);
    private final TokenKeys keys;
    private @Nullable PopupLayer layer;
    private int shown = -1;

    TokenPointer(TokenSurface surface) {
        this.surface = surface;
        this.selection = surface.model().selection();
        this.keys = new TokenKeys(surface, this);
        surface.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        surface.addEventHandler(MouseEvent.MOUSE_EXITED, event -> left());
        surface.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        surface.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        surface.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (keys.handle(event)) {
                event.consume();
            }
        });
        surface.focusedProperty().addListener((property, before, now) -> {
            if (!now) {
                hide();
            }
        });
        surface.sceneProperty().addListener((property, before, now) -> hide());
        surface.localToSceneTransformProperty().addListener((property, before, now) -> hide());
        surface.model().editionProperty().addListener((property, before, now) -> hide());
        delay.setOnFinished(event -> show(surface.hoveredProperty().get()));
    }

    private void moved(MouseEvent event) {
        int token = surface.tokenAt(event.getX(), event.getY());
        if (token == surface.hoveredProperty().get()) {
            return;
        }
        surface.hoveredProperty().set(token);
        hide();
        if (token >= 0) {
            delay.playFromStart();
        } else {
            delay.stop();
        }
    }

    private void left() {
        surface.hoveredProperty().set(-1);
        delay.stop();
        hide();
    }

    private void pressed(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        surface.requestFocus();
        int token = surface.tokenAt(event.getX(), event.getY());
        hide();
        if (event.isShiftDown() && token >= 0) {
            selection.extend(token);
        } else {
            selection.select(token);
            show(token);
        }
    }

    private void dragged(MouseEvent event) {
        int token = surface.nearestToken(event.getX(), event.getY());
        if (event.isPrimaryButtonDown() && token >= 0 && !selection.isEmpty() && token != selection.tokenProperty().get()) {
            hide();
            selection.extend(token);
            reveal(token);
        }
    }

    /** Scrolls so that the token is in view. */
    void reveal(int position) {
        surface.settle();
        Bounds bounds = surface.boundsOf(position);
        Node node = surface;
        while (node != null && !(node instanceof ScrollPane)) {
            node = node.getParent();
        }
        if (bounds == null || !(node instanceof ScrollPane scroll) || scroll.getContent() == null) {
            return;
        }
        scroll.layout();
        Bounds content = scroll.getContent().sceneToLocal(surface.localToScene(bounds));
        double viewport = scroll.getViewportBounds().getHeight();
        double room = scroll.getContent().getLayoutBounds().getHeight() - viewport;
        if (room <= 0) {
            return;
        }
        double top = scroll.getVvalue() * room;
        boolean far = content.getMaxY() < top || content.getMinY() > top + viewport;
        if (far) {
            scroll.setVvalue((content.getMinY() - viewport / 3) / room);
        } else if (content.getMinY() < top) {
            scroll.setVvalue(content.getMinY() / room);
        } else if (content.getMaxY() > top + viewport) {
            scroll.setVvalue((content.getMaxY() - viewport) / room);
        }
    }

    /** The card of what is shown. */
    TokenCard card() {
        return card;
    }

    /** The token whose card is shown, −1 for none. */
    int shown() {
        return shown;
    }

    /** Shows the card of a token once its place is known, in the next frame. */
    void pin(int position) {
        hide();
        Platform.runLater(() -> show(position));
    }

    /** Shows the card of a token below it and the line after it. */
    void show(int position) {
        Bounds bounds = surface.boundsOf(position);
        layer = PopupLayer.of(surface);
        if (bounds == null || layer == null || shown == position) {
            return;
        }
        card.show(surface.tokens().get(position), surface.tokens().size(), surface.continuation() != null,
                surface.model().note(position));
        Bounds onScene = surface.localToScene(bounds);
        layer.showCard(card, new BoundingBox(onScene.getMinX(), onScene.getMinY(), onScene.getWidth(), onScene.getHeight() * 2));
        shown = position;
    }

    void hide() {
        if (layer != null && shown >= 0) {
            layer.hideCard(card);
        }
        shown = -1;
        keys.stopChoosing();
    }
}
