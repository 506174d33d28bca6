package gymscope.ui.controls;

import gymscope.wire.Json;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.layout.BorderPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import tools.jackson.databind.JsonNode;

/** JSON or other code in colours, virtualised: a place to read it, or to edit it. */
public final class CodeView extends BorderPane {

    private static final int COLOUR_LIMIT = 400_000;

    private final CodeArea area = new CodeArea();

    private CodeView(boolean editable) {
        getStyleClass().add("code-view");
        area.setEditable(editable);
        area.setFocusTraversable(true);
        setCenter(new VirtualizedScrollPane<>(area));
    }

    /** A place to read. */
    public static CodeView reader() {
        return new CodeView(false);
    }

    /**
     * A place to edit.
     *
     * @param changed takes each new text
     */
    public static CodeView editor(String text, Consumer<String> changed) {
        CodeView view = new CodeView(true);
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
        StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
        for (JsonSpans.Stretch stretch : JsonSpans.of(text)) {
            spans.add(stretch.styleClass().isEmpty() ? List.of() : List.of(stretch.styleClass()), stretch.text().length());
        }
        area.setStyleSpans(0, spans.create());
    }
}
