package gymscope.ui.inspector;

import gymscope.parsing.ArgumentCheck;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.EmptyState;
import gymscope.ui.controls.SchemaBadge;
import gymscope.ui.controls.ToolCallCard;
import gymscope.ui.controls.Words;
import gymscope.ui.controls.tokens.Highlight;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The tool calls of the answer: what their schemas say, and the tokens that each value was made of. */
final class ToolCallsTab implements InspectorTab {

    private final Consumer<Highlight> highlight;
    private final VBox calls = new VBox();
    private final ScrollPane scroll = new ScrollPane(calls);

    /** @param highlight shows tokens on the token surface */
    ToolCallsTab(Consumer<Highlight> highlight) {
        this.highlight = highlight;
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
        calls.getChildren().clear();
        JsonNode request = reading.exchange().request();
        List<ToolCall> found = reading.calls();
        if (found.isEmpty()) {
            boolean offered = request != null && request.has("tools");
            calls.getChildren().add(new EmptyState("mdi2w-wrench-outline", "No tool call",
                    offered ? "The request offered tools; the model called none." : "The request offered no tools.", null));
            return;
        }
        List<JsonNode> tools = request == null ? List.of() : Json.elements(request, "tools");
        List<CallTokens> tokens = CallTokens.of(reading.trace(), found);
        for (int i = 0; i < found.size(); i++) {
            calls.getChildren()
                    .add(card(found.get(i), ArgumentCheck.of(found.get(i), tools), tokens.isEmpty() ? null : tokens.get(i)));
        }
    }

    private ToolCallCard card(ToolCall call, ArgumentCheck.Result result, @Nullable CallTokens tokens) {
        ToolCallCard card = new ToolCallCard(call).badge(SchemaBadge.of(result));
        for (ArgumentCheck.Problem problem : result.problems()) {
            card.problem(Banner.danger(problem.pointer(), problem.sentence(), "", null));
        }
        if (tokens != null) {
            card.detail(rows(tokens));
        }
        return card;
    }

    private VBox rows(CallTokens tokens) {
        List<Node> rows = new ArrayList<>();
        rows.add(row("the whole call", tokens.whole()));
        tokens.arguments()
                .forEach(argument -> rows.add(row(argument.what().isEmpty() ? "all arguments" : argument.what(), argument)));
        VBox box = new VBox();
        box.getStyleClass().add("argument-rows");
        box.getChildren().addAll(rows);
        return box;
    }

    private Button row(String name, Highlight tokens) {
        Label pointer = Words.label(name, "code");
        pointer.setMinWidth(0);
        Label probability = Words.label("p " + tokens.jointWords(), "code");
        probability.setMinWidth(Label.USE_PREF_SIZE);
        Label where = Words.label("tokens " + tokens.positions(), "small", "muted");
        where.setMinWidth(Label.USE_PREF_SIZE);
        HBox line = new HBox(pointer, Words.space(), where, probability);
        line.getStyleClass().add("argument-line");
        Button row = new Button();
        row.setGraphic(line);
        row.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        row.getStyleClass().add("argument-row");
        row.setMaxWidth(Double.MAX_VALUE);
        line.prefWidthProperty().bind(row.widthProperty());
        row.setAccessibleText("Show the tokens %s of %s".formatted(tokens.positions(), name));
        row.setOnAction(event -> highlight.accept(tokens));
        return row;
    }
}
