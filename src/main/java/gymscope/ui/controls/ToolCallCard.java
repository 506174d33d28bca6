package gymscope.ui.controls;

import gymscope.wire.ToolCall;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A tool call: its name with a badge, where it stands in the tokens, its arguments, what is wrong with it, and below a
 * line the answer and who gave it.
 */
public final class ToolCallCard extends VBox {

    private final HBox head = new HBox();
    private final Region space = Words.space();
    private final JsonText arguments;
    private int parts;

    public ToolCallCard(ToolCall call) {
        getStyleClass().addAll("outline-card", "tool-card");
        head.getStyleClass().add("tool-head");
        Label name = Words.label(call.name(), "tool-name");
        head.getChildren().addAll(name, space);
        arguments = new JsonText(call.arguments());
        arguments.getStyleClass().add("tool-text");
        getChildren().addAll(head, arguments);
        parts = getChildren().size();
        setAccessibleText("Tool call %s with %s".formatted(call.name(), call.arguments()));
    }

    /** Shows more of the arguments while they stream in. */
    public void showArguments(String text) {
        arguments.show(text);
    }

    /** Adds a badge after the name, such as whether the arguments match the schema. */
    public ToolCallCard badge(Badge badge) {
        head.getChildren().add(head.getChildren().indexOf(space), badge);
        return this;
    }

    /**
     * Says where the call stands.
     *
     * @param tokens such as {@code 41–66}
     * @param jointProbability of the call's tokens, null when the endpoint gave none
     */
    public ToolCallCard tokens(String tokens, @Nullable Double jointProbability) {
        place("tokens", tokens);
        if (jointProbability != null) {
            head.getChildren().addAll(Words.muted("joint p"), Words.label(Figures.decimal(jointProbability, 2), "code"));
        }
        return this;
    }

    /**
     * Says where the call stands in the text.
     *
     * @param unit such as {@code characters}
     * @param where such as {@code 178–285}
     */
    public ToolCallCard place(String unit, String where) {
        head.getChildren().addAll(Words.muted(unit), Words.label(where, "code", "muted"));
        return this;
    }

    /** Adds what is wrong with the call under its arguments. */
    public ToolCallCard problem(Banner banner) {
        getChildren().add(parts, banner);
        parts++;
        return this;
    }

    /** Adds what there is to know of the call, under its arguments. */
    public ToolCallCard detail(Node detail) {
        getChildren().add(parts, detail);
        parts++;
        return this;
    }

    /** Shows the answer under a line: who gave it, with controls, and its text; takes the place of an earlier answer. */
    public ToolCallCard answer(String text, Node... whoAndControls) {
        getChildren().remove(parts, getChildren().size());
        HBox row = new HBox(whoAndControls);
        row.getStyleClass().add("tool-answer");
        JsonText answer = new JsonText(text);
        answer.getStyleClass().add("tool-answer-text");
        getChildren().addAll(row, answer);
        return this;
    }

    /** Adds a node under the head row of the answer, such as a field to write it in. */
    public ToolCallCard answerEditor(Node editor) {
        getChildren().remove(parts, getChildren().size());
        getChildren().add(editor);
        return this;
    }
}
