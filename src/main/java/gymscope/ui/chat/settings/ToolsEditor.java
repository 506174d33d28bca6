package gymscope.ui.chat.settings;

import gymscope.ui.chat.endpoint.CurrentOffers;
import gymscope.ui.controls.CodeView;
import gymscope.ui.controls.LinkButton;
import gymscope.ui.controls.Words;
import gymscope.wire.Fault;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The tools that are offered, as JSON, and what is wrong with it. */
public final class ToolsEditor extends VBox {

    private final ToolsModel tools;
    private final CodeView code;
    private final Label judgement = Words.label("", "small", "muted");

    /** @param environments the environments that can answer, asked for when the list is opened */
    public ToolsEditor(ToolsModel tools, ToolAnswering answering, Supplier<List<String>> environments, CurrentOffers offers) {
        this.tools = tools;
        getStyleClass().add("drawer-part");
        code = CodeView.editor(tools.textProperty().get(), tools.textProperty()::set);
        code.getStyleClass().add("tools-code");
        code.area().setAccessibleText("Tools as JSON");
        HBox foot = new HBox(judgement, Words.space(), new LinkButton("Insert the weather tool", this::insertSample),
                new LinkButton("Remove all", () -> code.showText("")));
        foot.getStyleClass().add("drawer-foot");
        getChildren().addAll(code, foot, new ToolUseForm(tools, answering, environments, offers));
        tools.textProperty().subscribe(this::show);
    }

    @Override
    public void requestFocus() {
        code.area().requestFocus();
    }

    private void insertSample() {
        code.showText(ToolsModel.SAMPLE);
    }

    private void show(String text) {
        if (!code.text().equals(text)) {
            code.showText(text);
        }
        Fault problem = tools.problem();
        judgement.getStyleClass().removeAll("field-problem", "muted");
        judgement.getStyleClass().add(problem == null ? "muted" : "field-problem");
        judgement.setText(problem != null
                ? problem.sentence() + " " + problem.hint()
                : text.isBlank() ? "A JSON list of tools." : tools.summary() + ": " + String.join(", ", tools.names()));
    }
}
