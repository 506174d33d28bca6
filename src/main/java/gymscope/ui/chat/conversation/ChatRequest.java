package gymscope.ui.chat.conversation;

import gymscope.ui.chat.endpoint.Capability;
import gymscope.ui.chat.endpoint.Offers;
import gymscope.ui.chat.settings.LogprobsChoice;
import gymscope.ui.chat.settings.RequestSettings;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.EnumSet;
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
 * @param withheld what the user set and the endpoint is known not to offer, so that it is not sent
 */
public record ChatRequest(ObjectNode fixed, Set<AutomaticMember> automatic, Set<Capability> withheld) {

    /**
     * Puts a request together.
     *
     * @param offers what the endpoint offers
     * @throws Fault when no model is chosen
     */
    public static ChatRequest of(@Nullable String model, Offers offers, RequestSettings settings, List<Turn> turns) {
        if (model == null || model.isBlank()) {
            throw new Fault("No model is chosen.", "Choose one beside the endpoint, at the top.");
        }
        ObjectNode request = Json.object().put("model", model);
        ArrayNode messages = request.putArray("messages");
        if (!settings.system().isBlank()) {
            messages.add(Turn.message("system", settings.system()));
        }
        turns.forEach(turn -> messages.addAll(turn.messages()));
        if (!settings.tools().isEmpty()) {
            request.set("tools", settings.tools());
        }
        request.setAll(settings.members());
        Set<Capability> withheld = EnumSet.noneOf(Capability.class);
        Capability.askedBy(settings.forms()).stream().filter(offers::refuses).forEach(withheld::add);
        request.setAll(settings.forms());
        withheld.forEach(each -> request.remove(each.member()));
        boolean stream = streams(request);
        request.put("stream", stream);
        return new ChatRequest(request, automatic(settings.logprobs(), stream), withheld);
    }

    /** The body with these automatic members. */
    ObjectNode with(Set<AutomaticMember> members) {
        ObjectNode body = fixed.deepCopy();
        members.forEach(member -> member.addTo(body));
        return body;
    }

    /** Log probabilities of the prompt come only with an answer in one piece (vLLM). */
    private static boolean streams(ObjectNode request) {
        Double scores = Json.number(request, "prompt_logprobs");
        return scores == null || scores == 0;
    }

    private static Set<AutomaticMember> automatic(LogprobsChoice logprobs, boolean stream) {
        Set<AutomaticMember> members = EnumSet.allOf(AutomaticMember.class);
        if (logprobs != LogprobsChoice.AUTOMATIC) {
            members.remove(AutomaticMember.LOGPROBS);
        }
        if (logprobs == LogprobsChoice.OFF) {
            members.remove(AutomaticMember.TOKEN_IDS);
        }
        if (!stream) {
            members.remove(AutomaticMember.USAGE);
        }
        return members;
    }
}
