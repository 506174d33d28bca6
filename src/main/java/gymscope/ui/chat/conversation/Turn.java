package gymscope.ui.chat.conversation;

import gymscope.wire.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A part of the conversation. */
public sealed interface Turn permits UserTurn, AnswerTurn {

    /** The messages that stand for it in the next request, in the form of Chat Completions. */
    List<ObjectNode> messages();

    /** In a few words what it says, for the list of branches. */
    String gist();

    /** A message with a text. */
    static ObjectNode message(String role, String content) {
        return Json.object().put("role", role).put("content", content);
    }
}
