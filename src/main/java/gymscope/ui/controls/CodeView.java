package gymscope.ui.controls;

import gymscope.wire.Json;
import java.util.function.Consumer;
import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import tools.jackson.databind.JsonNode;

/** JSON or other code in colours, virtualised: a place to read it, or to edit it. */
public final class CodeView extends BorderPane {

    private static final int COLOUR_LIMIT = 400_000;

    private final CodeArea area = new CodeArea();
    private final Syntax syntax;

    private CodeView(boolean editable, Syntax syntax) {
        this.syntax = syntax;
        getStyleClass().add("code-view");
        area.setEditable(editable);
        area.setFocusTraversable(true);
        // Tab leads out: a text area that swallows it would be a trap for the keyboard.
        area.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.TAB) {
                area.requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
                event.consume();
            }
        });
        setCenter(new VirtualizedScrollPane<>(area));
    }

    /** A place to read. */
    public static CodeView reader() {
        return new CodeView(false, Syntax.JSON);
    }

    /** A place to read any text; whoever shows it colours it. */
    public static CodeView plainReader() {
        return new CodeView(false, Syntax.PLAIN);
    }

    /** A place to read YAML. */
    public static CodeView yamlReader() {
        return new CodeView(false, Syntax.YAML);
    }

    /**
     * A place to edit.
     *
     * @param changed takes each new text
     */
    public static CodeView editor(String text, Consumer<String> changed) {
        return editor(Syntax.JSON, text, changed);
    }

    /**
     * A place to edit.
     *
     * @param changed takes each new text
     */
    public static CodeView editor(Syntax syntax, String text, Consumer<String> changed) {
        CodeView view = new CodeView(true, syntax);
        view.getStyleClass().add("code-frame");
        view.showText(text);
        view.area.getUndoManager().forgetHistory();
        view.area.textProperty().addListener((property, before, now) -> {
            view.colour(now);
            changed.accept(now);
        });
        return view;
    }

    /** Shows a text as it is. */
    public void showText(String text) {
        area.replaceText(text);
        colour(text);
        area.moveTo(0);
        area.requestFollowCaret();
    }

    /** Shows a body: JSON indented, anything else as it is. */
    public void showBody(String body) {
        JsonNode json = Json.parseOrNull(body);
        showText(json == null ? body : Json.pretty(json));
    }

    /** The text. */
    public String text() {
        return area.getText();
    }

    /** The text area, for what is not offered here. */
    public CodeArea area() {
        return area;
    }

    private void colour(String text) {
        if (text.isEmpty() || text.length() > COLOUR_LIMIT) {
            return;
        }
        area.setStyleSpans(0, syntax.styles(text));
    }
}
