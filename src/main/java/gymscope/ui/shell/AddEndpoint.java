package gymscope.ui.shell;

import gymscope.client.Endpoint;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.DialogCard;
import gymscope.ui.controls.Words;
import gymscope.wire.Fault;
import gymscope.workspace.SavedEndpoint;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The form that keeps an endpoint: its key is the name of an environment variable, never the key itself. */
public final class AddEndpoint {

    private final AppModel app;
    private final TextField address = field("http://127.0.0.1:8000/v1");
    private final TextField name = field("");
    private final TextField model = field("");
    private final TextField keyVariable = field("OPENAI_API_KEY");
    private final Label problem = Words.label("", "field-problem");
    private final DialogCard card = new DialogCard("Add an endpoint",
            "A key stays in its environment variable; only the variable's name is kept.");

    public AddEndpoint(AppModel app) {
        this.app = app;
        card.getStyleClass().add("form");
        card.body(row("Base URL", address), row("Name", name), row("Model, empty for the first that is listed", model),
                row("Environment variable of the key, empty for none", keyVariable), problem);
        ActionButton add = new ActionButton("Add endpoint", null, this::add).primary();
        add.setDefaultButton(true);
        card.buttons(new ActionButton("Cancel", null, card::close), add);
    }

    /** Shows the form over the window that the node is in. */
    public void showOver(Node node) {
        card.showOver(node);
        address.requestFocus();
    }

    private void add() {
        try {
            Endpoint endpoint = Endpoint.of(address.getText());
            String called = name.getText().isBlank() ? endpoint.name() : name.getText().strip();
            SavedEndpoint saved = new SavedEndpoint(called, endpoint.baseUrl().toString(), blankToNull(model),
                    blankToNull(keyVariable));
            saved.resolve(System.getenv());
            card.close();
            app.endpoints().add(saved);
        } catch (Fault fault) {
            problem.setText(fault.sentence() + " " + fault.hint());
        }
    }

    private static @Nullable String blankToNull(TextField field) {
        return field.getText().isBlank() ? null : field.getText().strip();
    }

    private static TextField field(String example) {
        TextField field = new TextField();
        field.getStyleClass().add("code");
        field.setPromptText(example);
        return field;
    }

    private static VBox row(String label, TextField field) {
        Label name = Words.label(label, "small", "medium");
        name.setLabelFor(field);
        return new VBox(4, name, field);
    }
}
