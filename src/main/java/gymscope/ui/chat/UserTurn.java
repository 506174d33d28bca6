package gymscope.ui.chat;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What the user said. */
record UserTurn(String text) implements Turn {

    @Override
    public List<ObjectNode> messages() {
        return List.of(Turn.message("user", text));
    }
}
