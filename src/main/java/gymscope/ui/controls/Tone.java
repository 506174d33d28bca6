package gymscope.ui.controls;

import java.util.Locale;
import javafx.scene.Node;

/** What a coloured part means. The colours stand in the style sheets. */
public enum Tone {
    NEUTRAL, PASS, WARN, FAIL, INFO, REASONING, TOOL_NAME, TOOL_ARGUMENT;

    /** The style class that brings this tone's colours to a node and all under it. */
    public String styleClass() {
        return "tone-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Gives the node this tone in place of any other. */
    public void applyTo(Node node) {
        for (Tone tone : values()) {
            node.getStyleClass().remove(tone.styleClass());
        }
        node.getStyleClass().add(styleClass());
    }
}
