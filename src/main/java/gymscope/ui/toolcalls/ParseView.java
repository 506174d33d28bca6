package gymscope.ui.toolcalls;

import gymscope.parsing.ParsedAnswer;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.EmptyState;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Raw text and tools at the left; at the right all parsers, the chosen one's result, and its way through the text. */
final class ParseView extends SplitPane {

    private static final double LEFT_SHARE = 0.46;
    private static final double TEXT_SHARE = 0.56;
    private static final double TABLE_SHARE = 0.42;

    private final ToolCallsModel model;
    private final RawTextPane text;
    private final ResultPane result;
    private final ReplayBar replay;
    private final StackPane lower = new StackPane();

    ParseView(ToolCallsModel model) {
        this.model = model;
        text = new RawTextPane(model);
        result = new ResultPane(model);
        replay = new ReplayBar(model);
        SplitPane left = new SplitPane(text, new ToolsPane(model.tools()));
        left.setOrientation(Orientation.VERTICAL);
        left.setDividerPositions(TEXT_SHARE);
        SplitPane upper = new SplitPane(new ParserTable(model), lower);
        upper.setOrientation(Orientation.VERTICAL);
        upper.setDividerPositions(TABLE_SHARE);
        VBox.setVgrow(upper, Priority.ALWAYS);
        BorderPane right = new BorderPane(upper);
        right.setBottom(replay);
        getItems().setAll(left, right);
        setDividerPositions(LEFT_SHARE);
        replay.positionProperty().addListener((property, before, now) -> show());
        model.replayProperty().addListener((property, before, now) -> show());
        model.chosenProperty().subscribe(parser -> show());
    }

    /** Puts the keyboard into the text. */
    void focusText() {
        text.focusText();
    }

    private void show() {
        lower.getChildren().setAll(content());
    }

    private Node content() {
        TriedParser parser = model.chosenProperty().get();
        Replay steps = model.replayProperty().get();
        text.showRead(Integer.MAX_VALUE);
        if (parser == null) {
            return new EmptyState("mdi2c-code-braces", "No text yet",
                    "Paste what a model wrote, markers and all, or take it from an exchange: every parser shows what it makes of it.",
                    new ActionButton("Try a sample", "mdi2p-play", () -> model.takeSample(SampleText.names().getFirst())));
        }
        ParsedAnswer whole = parser.answer();
        if (whole == null) {
            return new VBox(Banner.danger(parser.name() + " raises here.", parser.why(),
                    "vLLM's server answers with an HTTP error.", null));
        }
        int position = replay.positionProperty().get();
        if (steps == null) {
            result.show(parser, whole, "", null);
        } else if (position >= steps.pieces().size()) {
            result.show(parser, whole, steps.compared(whole), steps.agrees(whole));
        } else {
            text.showRead(steps.length(position));
            result.show(parser, steps.after(position), "After %d of %d chunks.".formatted(position, steps.pieces().size()),
                    null);
        }
        return result;
    }
}
