package gymscope.ui.chat.turns;

import gymscope.ui.controls.Icon;
import gymscope.ui.controls.Tone;
import gymscope.ui.controls.Words;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** A row of the conversation: who speaks in a column of its own, then what is said. */
public final class ChatRow extends Region {

    /** Who speaks. */
    public enum Role {
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

    private static final double GAP = 12;

    private final Label speaker;
    private final Node said;
    private final HBox actions = new HBox();

    /** @param buttons small actions at the right end */
    public ChatRow(Role role, Node said, Node... buttons) {
        getStyleClass().add("chat-row");
        speaker = Words.label(role.word, "chat-role", "small");
        Icon icon = Icon.small(role.icon);
        speaker.setGraphic(icon);
        if (role.tone != null) {
            icon.tone(role.tone);
            role.tone.applyTo(speaker);
            speaker.getStyleClass().add("toned");
        }
        this.said = said;
        actions.getStyleClass().add("row-actions");
        actions.getChildren().addAll(buttons);
        getChildren().addAll(speaker, said, actions);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        double outer = width < 0 ? getWidth() : width;
        double height = Math.max(speaker.prefHeight(-1), said.prefHeight(Math.max(0, outer - saidLeft() - saidRight())));
        return snappedTopInset() + height + snappedBottomInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double top = snappedTopInset();
        speaker.resizeRelocate(snappedLeftInset(), top, speaker.prefWidth(-1), speaker.prefHeight(-1));
        double width = getWidth() - saidLeft() - saidRight();
        double buttons = actions.prefWidth(-1);
        actions.resizeRelocate(getWidth() - snappedRightInset() - buttons, top, buttons, actions.prefHeight(-1));
        said.resizeRelocate(saidLeft(), top, Math.min(width, said.maxWidth(-1)), getHeight() - top - snappedBottomInset());
    }

    private double saidLeft() {
        return snappedLeftInset() + speaker.prefWidth(-1) + GAP;
    }

    private double saidRight() {
        return snappedRightInset() + (actions.getChildren().isEmpty() ? 0 : actions.prefWidth(-1) + GAP);
    }
}
