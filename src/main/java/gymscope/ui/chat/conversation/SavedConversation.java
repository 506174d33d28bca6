package gymscope.ui.chat.conversation;

import gymscope.tokens.TokenTrace;
import gymscope.ui.chat.conversation.Answer.Facts;
import gymscope.ui.chat.conversation.AnswerTurn.State;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A conversation as it is kept over a restart: every branch's texts, small images; no tokens and no exchanges. */
public final class SavedConversation {

    private static final int MOST_IMAGE = 256 << 10;

    private SavedConversation() {
    }

    /** What is kept of a conversation. */
    public static ObjectNode toJson(ConversationTree<Turn> tree, TurnDrafts drafts) {
        ObjectNode json = Json.object();
        ArrayNode turns = json.putArray("turns");
        for (ConversationTree.Entry<Turn> entry : tree.entries()) {
            ObjectNode turn = turns.addObject().put("after", entry.parent());
            drafts.of(entry.turn()).forEach((place, text) -> turn.withObject("/drafts").put(place.toString(), text));
            switch (entry.turn()) {
                case UserTurn user -> write(user, turn.putObject("user"));
                case AnswerTurn answer -> write(answer, turn.putObject("answer"));
            }
        }
        return json.put("leaf", tree.leaf());
    }

    /**
     * The conversation that was kept; what is not readable ends it.
     *
     * @param drafts takes what was being written at its turns
     */
    public static ConversationTree<Turn> of(JsonNode kept, TurnDrafts drafts) {
        ConversationTree<Turn> tree = ConversationTree.empty();
        for (JsonNode each : Json.elements(kept, "turns")) {
            int after = each.path("after").asInt(ConversationTree.START);
            if (after < ConversationTree.START || after >= tree.entries().size()) {
                break;
            }
            Turn turn = each.has("user") ? user(each.path("user")) : answer(each.path("answer"));
            each.path("drafts").properties()
                    .forEach(draft -> drafts.put(turn, Integer.parseInt(draft.getKey()), draft.getValue().asString("")));
            tree = tree.add(after, turn);
        }
        int leaf = kept.path("leaf").asInt(ConversationTree.START);
        return leaf >= 0 && leaf < tree.entries().size() ? tree.choose(leaf) : tree;
    }

    private static void write(UserTurn turn, ObjectNode json) {
        json.put("text", turn.text());
        ArrayNode images = json.putArray("images");
        turn.images().stream().filter(image -> image.dataUrl().length() <= MOST_IMAGE).map(ImageInput::toJson)
                .forEach(images::add);
        json.put("lost", turn.images().size() - images.size());
    }

    private static UserTurn user(JsonNode json) {
        List<ImageInput> images = Json.elements(json, "images").stream().map(ImageInput::fromJson).filter(Objects::nonNull)
                .toList();
        int lost = json.path("lost").asInt(0);
        String note = lost == 0 ? "" : "\n[%d large images of this message were not kept]".formatted(lost);
        return new UserTurn(Objects.requireNonNullElse(Json.text(json, "text"), "") + note, images);
    }

    private static void write(AnswerTurn turn, ObjectNode json) {
        Answer said = turn.answer();
        json.put("endpoint", turn.endpoint()).put("state", turn.state().name()).put("reasoning", said.reasoning())
                .put("content", said.content()).put("finish", said.facts().finish()).put("failure", turn.failure());
        ArrayNode calls = json.putArray("calls");
        for (int i = 0; i < said.calls().size(); i++) {
            ToolCall call = said.calls().get(i);
            ObjectNode each = calls.addObject().put("id", call.id()).put("name", call.name()).put("arguments", call.arguments());
            ToolAnswer given = turn.toolAnswers().get(i);
            if (given != null) {
                each.putObject("answer").put("text", given.text()).put("by", given.by());
            }
        }
        ArrayNode remarks = json.putArray("remarks");
        turn.remarks().forEach(remarks::add);
        Origin origin = turn.originProperty().get();
        if (origin != null) {
            json.put("origin", origin.what()).put("caveat", origin.caveat());
        }
    }

    private static AnswerTurn answer(JsonNode json) {
        AnswerTurn turn = new AnswerTurn(Objects.requireNonNullElse(Json.text(json, "endpoint"), ""));
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode call : Json.elements(json, "calls")) {
            JsonNode given = call.path("answer");
            if (given.isObject()) {
                turn.toolAnswers().put(calls.size(), new ToolAnswer(given.path("text").asString(""),
                        given.path("by").asString(ToolAnswer.YOU), null));
            }
            calls.add(new ToolCall(Json.text(call, "id"), call.path("name").asString(""), call.path("arguments").asString(""),
                    null));
        }
        String origin = Json.text(json, "origin");
        if (origin != null) {
            turn.setOrigin(new Origin(origin, json.path("caveat").asString(""), List.of()));
        }
        Facts facts = new Facts(0, Facts.Unit.PIECES, null, null, null, json.path("finish").asString(""));
        Answer answer = new Answer(json.path("reasoning").asString(""), json.path("content").asString(""), calls,
                TokenTrace.EMPTY, facts);
        List<String> remarks = Json.elements(json, "remarks").stream().map(JsonNode::asString).toList();
        turn.end(new Outcome(state(json.path("state").asString("")), answer, List.of(), remarks,
                json.path("failure").asString("")));
        return turn;
    }

    /** An answer that was coming in when the application ended was stopped by that. */
    private static State state(String name) {
        for (State state : State.values()) {
            if (state.name().equals(name) && state != State.STREAMING) {
                return state;
            }
        }
        return State.STOPPED;
    }
}
