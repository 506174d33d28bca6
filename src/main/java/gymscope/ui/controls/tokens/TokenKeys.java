package gymscope.ui.controls.tokens;

import gymscope.tokens.Alternative;
import gymscope.tokens.TraceToken;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Keys on a token surface: arrows, Home and End in the row (with Ctrl in the text), pages; n and p to the next and the
 * previous token that deserves a look, f to a fork, d to a difference, with Shift back; Enter shows the card and then
 * chooses in it.
 */
final class TokenKeys {

    private final TokenSurface surface;
    private final TokenPointer pointer;
    private final TokenSelection selection;
    private boolean choosing;

    TokenKeys(TokenSurface surface, TokenPointer pointer) {
        this.surface = surface;
        this.pointer = pointer;
        this.selection = surface.model().selection();
    }

    void stopChoosing() {
        choosing = false;
    }

    /** Does what the key asks for; whether it asked for anything. */
    boolean handle(KeyEvent event) {
        int last = surface.tokens().size() - 1;
        if (last < 0) {
            return false;
        }
        if (event.isShortcutDown()) {
            return withShortcut(event, last);
        }
        int selected = selection.tokenProperty().get();
        if (choosing && selected >= 0 && choose(event)) {
            return true;
        }
        if (event.getCode() == KeyCode.ENTER && pointer.shown() == selected && surface.continuation() != null) {
            choosing = true;
            pointer.card().choose(1);
            return true;
        }
        if (event.getCode() == KeyCode.ESCAPE) {
            return escape();
        }
        int jump = jump(event.getCode(), !event.isShiftDown());
        int target = jump >= 0 ? jump : target(event.getCode(), selected, last);
        if (target < 0) {
            return false;
        }
        go(target, event.isShiftDown() && jump < 0);
        return true;
    }

    private void go(int target, boolean extend) {
        if (extend) {
            selection.extend(target);
        } else {
            selection.select(target);
        }
        pointer.hide();
        pointer.reveal(target);
        pointer.pin(target);
    }

    private boolean escape() {
        boolean something = pointer.shown() >= 0 || surface.model().highlightProperty().get() != null;
        pointer.hide();
        surface.model().clearHighlight();
        return something;
    }

    private boolean withShortcut(KeyEvent event, int last) {
        switch (event.getCode()) {
            case C -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, surface.selectedText()));
            case A -> {
                selection.select(0);
                selection.extend(last);
            }
            case HOME -> go(0, event.isShiftDown());
            case END -> go(last, event.isShiftDown());
            default -> {
                return false;
            }
        }
        return true;
    }

    private int jump(KeyCode code, boolean onwards) {
        TokenJumps jumps = surface.model().jumps();
        return switch (code) {
            case N -> next(onwards);
            case P -> next(!onwards);
            case F -> jumps.fork(onwards);
            case D -> jumps.difference(onwards);
            default -> -1;
        };
    }

    /** A find while there is a search, else an uncertain token. */
    private int next(boolean onwards) {
        TokenJumps jumps = surface.model().jumps();
        return surface.model().findsProperty().get().isEmpty() ? jumps.uncertain(onwards) : jumps.find(onwards);
    }

    private int target(KeyCode code, int selected, int last) {
        int from = Math.max(0, selected);
        return switch (code) {
            case RIGHT -> Math.min(last, selected + 1);
            case LEFT -> Math.max(0, selected - 1);
            case UP -> surface.verticalNeighbour(from, -1);
            case DOWN -> surface.verticalNeighbour(from, 1);
            case PAGE_UP -> surface.verticalNeighbour(from, 1 - surface.rowsInView());
            case PAGE_DOWN -> surface.verticalNeighbour(from, surface.rowsInView() - 1);
            case HOME -> surface.rowEdge(from, false);
            case END -> surface.rowEdge(from, true);
            case ENTER, SPACE -> selected;
            default -> -1;
        };
    }

    private boolean choose(KeyEvent event) {
        TokenCard card = pointer.card();
        switch (event.getCode()) {
            case DOWN -> card.choose(card.chosen() + 1);
            case UP -> card.choose(card.chosen() - 1);
            case ESCAPE -> pointer.hide();
            case ENTER -> {
                TraceToken token = surface.tokens().get(selection.tokenProperty().get());
                Alternative alternative = card.chosenAlternative();
                BiConsumer<TraceToken, Alternative> continuation = surface.continuation();
                pointer.hide();
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
}
