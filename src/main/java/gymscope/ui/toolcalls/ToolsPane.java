package gymscope.ui.toolcalls;

import gymscope.ui.chat.settings.ToolsModel;
import gymscope.ui.controls.CodeView;
import gymscope.ui.controls.LinkButton;
import gymscope.ui.controls.PaneHeader;
import gymscope.ui.controls.Words;
import gymscope.wire.Fault;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;

/** The tools that the model was offered, as JSON Schema. */
final class ToolsPane extends BorderPane {

    private final ToolsModel tools;
    private final CodeView code;
    private final Label about = Words.muted("");
    private final Label judgement = Words.label("", "small");

    ToolsPane(ToolsModel tools) {
        this.tools = tools;
        getStyleClass().add("tools-pane");
        code = CodeView.editor(tools.textProperty().get(), tools.textProperty()::set);
        code.getStyleClass().remove("code-frame");
        code.area().setAccessibleText("Tools as JSON Schema");
        judgement.setMinWidth(0);
        setTop(new PaneHeader("Tools").about(about).actions(judgement,
                new LinkButton("Insert the weather tool", () -> code.showText(ToolsModel.SAMPLE))));
        setCenter(code);
        tools.textProperty().subscribe(this::show);
    }

    private void show(String text) {
        if (!code.text().equals(text)) {
            code.showText(text);
        }
        Fault problem = tools.problem();
        about.setText(text.isBlank() ? "none: any name passes, values stay text" : tools.summary() + ", JSON Schema");
        judgement.getStyleClass().removeAll("field-problem", "muted");
        judgement.getStyleClass().add(problem == null ? "muted" : "field-problem");
        judgement.setText(problem != null ? problem.sentence() : text.isBlank() ? "" : "valid");
    }
}
