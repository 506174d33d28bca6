package gymscope.ui.inspector;

import gymscope.ui.controls.EmptyState;
import gymscope.ui.controls.ToolCallCard;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import tools.jackson.databind.JsonNode;

/** The tool calls of the answer. */
final class ToolCallsTab implements InspectorTab {

    private final VBox calls = new VBox();
    private final ScrollPane scroll = new ScrollPane(calls);

    ToolCallsTab() {
        calls.getStyleClass().add("inspector-body");
        scroll.setFitToWidth(true);
    }

    @Override
    public String name() {
        return "Tool calls";
    }

    @Override
    public Node node() {
        return scroll;
    }

    @Override
    public void show(ExchangeReading reading) {
        calls.getChildren().setAll(reading.calls().stream().map(ToolCallCard::new).toList());
        if (calls.getChildren().isEmpty()) {
            JsonNode request = reading.exchange().request();
            boolean offered = request != null && request.has("tools");
            calls.getChildren().add(new EmptyState("mdi2w-wrench-outline", "No tool call",
                    offered ? "The request offered tools; the model called none." : "The request offered no tools.", null));
        }
    }
}
