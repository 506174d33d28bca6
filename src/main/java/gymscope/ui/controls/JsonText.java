package gymscope.ui.controls;

import gymscope.wire.Json;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import tools.jackson.databind.JsonNode;

/** A short piece of JSON in colours, for cards. Long documents belong into a {@link CodeView}. */
public final class JsonText extends TextFlow {

    private static final int LIMIT = 4_000;

    public JsonText(String text) {
        getStyleClass().add("code-flow");
        show(text);
    }

    /** Shows another text: indented when it is JSON that is too long for a line, cut after 4,000 characters. */
    public void show(String text) {
        JsonNode json = Json.parseOrNull(text);
        String shown = json == null || text.length() <= 72 ? text : Json.pretty(json);
        String cut = shown.length() > LIMIT ? shown.substring(0, LIMIT) + "…" : shown;
        getChildren().setAll(JsonSpans.of(cut).stream().map(JsonText::node).toList());
        setAccessibleText(cut);
    }

    private static Text node(JsonSpans.Stretch stretch) {
        Text text = new Text(stretch.text());
        if (!stretch.styleClass().isEmpty()) {
            text.getStyleClass().add(stretch.styleClass());
        }
        return text;
    }
}
