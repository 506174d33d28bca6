package gymscope.ui.chat;

import gymscope.ui.controls.Icon;
import gymscope.ui.controls.Tone;
import gymscope.ui.controls.Words;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** A row of the conversation: who speaks in a column of its own, then what is said. */
final class ChatRow extends HBox {

    /** Who speaks. */
    enum Role {
        /** The system prompt. */
        SYSTEM("System", "mdi2t-text-box-outline", null),
        /** The user. */
        USER("User", "mdi2a-account-outline", null),
        /** The model. */
        ASSISTANT("Assistant", "mdi2r-robot-outline", null),
        /** The model, thinking. */
        REASONING("Reasoning", "mdi2l-lightbulb-outline", Tone.REASONING),
        /** The model, asking for a tool. */
        TOOL_CALL("Tool call", "mdi2w-wrench-outline", Tone.TOOL_NAME);

        private final String word;
        private final String icon;
        private final @Nullable Tone tone;

        Role(String word, String icon, @Nullable Tone tone) {
            this.word = word;
            this.icon = icon;
            this.tone = tone;
        }

        String word() {
            return word;
        }
    }

    ChatRow(Role role, Node said) {
        getStyleClass().add("chat-row");
        Label speaker = Words.label(role.word, "chat-role", "small");
        Icon icon = Icon.small(role.icon);
        speaker.setGraphic(icon);
        if (role.tone != null) {
            icon.tone(role.tone);
            role.tone.applyTo(speaker);
            speaker.getStyleClass().add("toned");
        }
        HBox.setHgrow(said, Priority.ALWAYS);
        getChildren().addAll(speaker, said);
    }
}
