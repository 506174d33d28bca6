package gymscope.templates.lint;

import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** All orders of user, assistant and tool messages up to three answers, with and without thinking, the shortest first. */
final class Conversations {

    private static final int MOST_ANSWERS = 3;
    private static final List<String> THINKING_MEMBERS = List.of("reasoning_content", "reasoning", "thinking");

    /** What an assistant may answer. */
    private enum Answer {
        PLAIN, THINKING, CALL, THINKING_CALL, TWO_CALLS
    }

    private final String id;
    private final @Nullable String thinkingMember;

    private Conversations(Trial trial) {
        this.thinkingMember = THINKING_MEMBERS.stream()
                .filter(name -> trial.mentions("." + name) || trial.mentions("'" + name + "'")
                        || trial.mentions("\"" + name + "\""))
                .findFirst().orElse(null);
        ArrayNode probe = Samples.messages(Samples.user(), Samples.call(ToolChecks.LONG_ID), Samples.result(ToolChecks.LONG_ID));
        this.id = trial.prompt(probe, Samples.tools()).failed() ? ToolChecks.SHORT_ID : ToolChecks.LONG_ID;
    }

    static List<ArrayNode> shortestFirst(Trial trial) {
        Conversations conversations = new Conversations(trial);
        List<ArrayNode> all = new ArrayList<>();
        List<ArrayNode> last = List.of(Samples.messages(Samples.user()));
        for (int answers = 0; answers < MOST_ANSWERS; answers++) {
            List<ArrayNode> longer = new ArrayList<>();
            for (ArrayNode start : last) {
                for (Answer answer : Answer.values()) {
                    ArrayNode continued = conversations.continued(start, answer);
                    if (!trial.prompt(continued, tools(continued)).failed()) {
                        longer.add(continued);
                    }
                }
            }
            all.addAll(longer);
            last = longer;
        }
        return all;
    }

    /** The sample tools where the conversation has calls, else none. */
    static @Nullable ArrayNode tools(ArrayNode messages) {
        for (JsonNode message : messages) {
            if (message.has("tool_calls")) {
                return Samples.tools();
            }
        }
        return null;
    }

    /** The conversation with an answer and what follows it: results of its calls, or a further question. */
    private ArrayNode continued(ArrayNode start, Answer answer) {
        ArrayNode messages = Json.array();
        messages.addAll(start);
        switch (answer) {
            case PLAIN -> messages.add(Samples.assistant()).add(Samples.message("user", Samples.FURTHER));
            case THINKING -> messages.add(thinking(Samples.assistant())).add(Samples.message("user", Samples.FURTHER));
            case CALL -> messages.add(Samples.call(id)).add(Samples.result(id));
            case THINKING_CALL -> messages.add(thinking(Samples.call(id))).add(Samples.result(id));
            case TWO_CALLS -> {
                ObjectNode call = Samples.call(id);
                String second = id.substring(1) + "9";
                ((ArrayNode) call.get("tool_calls")).add(Samples.call(second).get("tool_calls").get(0));
                messages.add(call).add(Samples.result(id)).add(Samples.result(second));
            }
        }
        return messages;
    }

    private ObjectNode thinking(ObjectNode message) {
        if (thinkingMember != null) {
            return message.put(thinkingMember, Samples.THINKING);
        }
        String block = "<think>\n" + Samples.THINKING + "\n</think>\n\n";
        return message.put("content", block + Json.text(message, "content"));
    }

    static boolean thinks(JsonNode message) {
        String content = Json.text(message, "content");
        return THINKING_MEMBERS.stream().anyMatch(message::has) || (content != null && content.contains("</think>"));
    }

    static ArrayNode withoutThinking(ArrayNode messages) {
        ArrayNode silent = Json.array();
        for (JsonNode message : messages) {
            ObjectNode copy = Json.shallowCopy((ObjectNode) message);
            copy.remove(THINKING_MEMBERS);
            String content = Json.text(copy, "content");
            if (content != null && content.contains("</think>")) {
                copy.put("content", content.substring(content.lastIndexOf("</think>") + "</think>".length()).stripLeading());
            }
            silent.add(copy);
        }
        return silent;
    }
}
