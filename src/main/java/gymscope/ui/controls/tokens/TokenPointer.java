package gymscope.ui.controls.tokens;

import gymscope.tokens.Alternative;
import gymscope.tokens.TraceToken;
import gymscope.ui.controls.PopupLayer;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Mouse and keys on a token surface: hovering, selecting, the card, choosing another token, copying. */
final class TokenPointer {

    private static final Duration DELAY = Duration.millis(120);

    private final TokenSurface surface;
    private final TokenCard card = new TokenCard();
    private final PauseTransition delay = new PauseTransition(DELAY);
    private @Nullable PopupLayer layer;
    private int shown = -1;
    private boolean choosing;

    TokenPointer(TokenSurface surface) {
        this.surface = surface;
        surface.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        surface.addEventHandler(MouseEvent.MOUSE_EXITED, event -> left());
        surface.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        surface.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        surface.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        surface.focusedProperty().addListener((property, before, now) -> {
            if (!now) {
                hide();
            }
        });
        surface.sceneProperty().addListener((property, before, now) -> hide());
        surface.localToSceneTransformProperty().addListener((property, before, now) -> hide());
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
        if (event.getButton() == MouseButton.PRIMARY) {
            surface.requestFocus();
            int token = surface.tokenAt(event.getX(), event.getY());
            surface.selectFrom(event.isShiftDown() && token >= 0 ? Math.max(0, surface.selectedProperty().get()) : -1);
            surface.selectedProperty().set(token);
            hide();
            show(token);
        }
    }

    private void dragged(MouseEvent event) {
        int token = surface.tokenAt(event.getX(), event.getY());
        int selected = surface.selectedProperty().get();
        if (event.isPrimaryButtonDown() && token >= 0 && selected >= 0 && token != selected) {
            hide();
            if (surface.rangeStart() < 0) {
                surface.selectFrom(selected);
            }
            surface.selectedProperty().set(token);
        }
    }

    private void key(KeyEvent event) {
        int selected = surface.selectedProperty().get();
        if (event.isShortcutDown()) {
            if (event.getCode() == KeyCode.C) {
                Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, surface.selectedText()));
                event.consume();
            } else if (event.getCode() == KeyCode.A && !surface.tokens().isEmpty()) {
                surface.selectFrom(0);
                surface.selectedProperty().set(surface.tokens().size() - 1);
                event.consume();
            }
            return;
        }
        if (choosing && selected >= 0 && choose(event)) {
            event.consume();
            return;
        }
        int last = surface.tokens().size() - 1;
        int target = switch (event.getCode()) {
            case RIGHT -> Math.min(last, selected + 1);
            case LEFT -> Math.max(0, selected - 1);
            case UP -> surface.verticalNeighbour(Math.max(0, selected), -1);
            case DOWN -> surface.verticalNeighbour(Math.max(0, selected), 1);
            case HOME -> 0;
            case END -> last;
            case ENTER, SPACE -> selected;
            default -> -1;
        };
        if (target < 0 || last < 0) {
            return;
        }
        event.consume();
        if (event.getCode() == KeyCode.ENTER && shown == selected && surface.continuation() != null) {
            choosing = true;
            card.choose(1);
            return;
        }
        surface.selectFrom(event.isShiftDown() ? (surface.rangeStart() < 0 ? Math.max(0, selected) : surface.rangeStart()) : -1);
        surface.selectedProperty().set(target);
        reveal(target);
        hide();
        show(target);
    }

    private boolean choose(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> card.choose(card.chosen() + 1);
            case UP -> card.choose(card.chosen() - 1);
            case ESCAPE -> hide();
            case ENTER -> {
                TraceToken token = surface.tokens().get(surface.selectedProperty().get());
                Alternative alternative = card.chosenAlternative();
                BiConsumer<TraceToken, Alternative> continuation = surface.continuation();
                hide();
                if (alternative != null && continuation != null) {
                    continuation.accept(token, alternative);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Scrolls so that the token is in view. */
    void reveal(int position) {
        Bounds bounds = surface.boundsOf(position);
        Node node = surface;
        while (node != null && !(node instanceof ScrollPane)) {
            node = node.getParent();
        }
        if (bounds == null || !(node instanceof ScrollPane scroll) || scroll.getContent() == null) {
            return;
        }
        Bounds content = scroll.getContent().sceneToLocal(surface.localToScene(bounds));
        double viewport = scroll.getViewportBounds().getHeight();
        double room = scroll.getContent().getLayoutBounds().getHeight() - viewport;
        if (room <= 0) {
            return;
        }
        double top = scroll.getVvalue() * room;
        if (content.getMinY() < top) {
            scroll.setVvalue(content.getMinY() / room);
        } else if (content.getMaxY() > top + viewport) {
            scroll.setVvalue((content.getMaxY() - viewport) / room);
        }
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
        card.show(surface.tokens().get(position), surface.tokens().size(), surface.continuation() != null);
        Bounds onScene = surface.localToScene(bounds);
        layer.showCard(card, new BoundingBox(onScene.getMinX(), onScene.getMinY(), onScene.getWidth(), onScene.getHeight() * 2));
        shown = position;
    }

    private void hide() {
        if (layer != null && shown >= 0) {
            layer.hideCard(card);
        }
        shown = -1;
        choosing = false;
    }
}
