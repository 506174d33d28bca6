package gymscope.ui.chat;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is asked, before it is known which automatic members go along.
 *
 * @param fixed all members that the user and the conversation set; not to be changed
 * @param automatic the members that may be added
 */
record ChatRequest(ObjectNode fixed, Set<AutomaticMember> automatic) {

    /**
     * Puts a request together.
     *
     * @throws Fault when no model is chosen
     */
    static ChatRequest of(@Nullable String model, String system, List<Turn> turns, ArrayNode tools, ObjectNode sampling,
            Set<AutomaticMember> automatic) {
        if (model == null || model.isBlank()) {
            throw new Fault("No model is chosen.", "Choose one beside the endpoint, at the top.");
        }
        ObjectNode request = Json.object().put("model", model);
        ArrayNode messages = request.putArray("messages");
        if (!system.isBlank()) {
            messages.add(Turn.message("system", system));
        }
        turns.forEach(turn -> messages.addAll(turn.messages()));
        if (!tools.isEmpty()) {
            request.set("tools", tools);
        }
        request.setAll(sampling);
        request.put("stream", true);
        return new ChatRequest(request, Set.copyOf(automatic));
    }

    /** The body with these automatic members. */
    ObjectNode with(Set<AutomaticMember> members) {
        ObjectNode body = fixed.deepCopy();
        members.forEach(member -> member.addTo(body));
        return body;
    }
}
