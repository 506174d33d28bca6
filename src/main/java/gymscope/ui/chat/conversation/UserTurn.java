package gymscope.ui.chat.conversation;

import gymscope.wire.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the user said.
 *
 * @param text may be empty when there are images
 * @param images in order
 */
public record UserTurn(String text, List<ImageInput> images) implements Turn {

    public UserTurn {
        images = List.copyOf(images);
    }

    /** A message of text only. */
    public static UserTurn of(String text) {
        return new UserTurn(text, List.of());
    }

    @Override
    public List<ObjectNode> messages() {
        if (images.isEmpty()) {
            return List.of(Turn.message("user", text));
        }
        ObjectNode message = Json.object().put("role", "user");
        ArrayNode parts = message.putArray("content");
        if (!text.isEmpty()) {
            parts.addObject().put("type", "text").put("text", text);
        }
        images.forEach(image -> parts.add(image.part()));
        return List.of(message);
    }

    @Override
    public String gist() {
        return text.isBlank() && !images.isEmpty() ? images.getFirst().name() : text.strip();
    }
}
