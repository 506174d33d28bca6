package gymscope.ui.chat.conversation;

import gymscope.environments.ResourcesServer;
import gymscope.environments.Session;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers tool calls without the user. */
public sealed interface ToolSource {

    /**
     * Answers the calls of the path's last turn that wait. Blocks.
     *
     * @param path the conversation up to the turn, itself included
     * @param tools what the request offered
     * @return the answers by the call's place
     * @throws Fault when the environment can't be made or lacks what it needs
     */
    Map<Integer, ToolAnswer> answers(List<Turn> path, ArrayNode tools);

    /** The same text for each call. */
    record Fixed(String text) implements ToolSource {

        @Override
        public Map<Integer, ToolAnswer> answers(List<Turn> path, ArrayNode tools) {
            Map<Integer, ToolAnswer> answers = new LinkedHashMap<>();
            last(path).waiting().forEach(call -> answers.put(call, new ToolAnswer(text, "fixed answer", null)));
            return answers;
        }
    }

    /**
     * An environment. Its session is made anew for each round and given the earlier calls again, so that its state is that
     * of the branch that is shown.
     *
     * @param name what it is called
     * @param environment makes it, on the thread that answers
     */
    record Environment(String name, Supplier<ResourcesServer> environment) implements ToolSource {

        @Override
        public Map<Integer, ToolAnswer> answers(List<Turn> path, ArrayNode tools) {
            Session session = environment.get().seed(runRequest(path, tools));
            for (Turn turn : path.subList(0, path.size() - 1)) {
                if (turn instanceof AnswerTurn earlier) {
                    replay(session, earlier);
                }
            }
            AnswerTurn asking = last(path);
            replay(session, asking);
            Map<Integer, ToolAnswer> answers = new LinkedHashMap<>();
            for (int call : asking.waiting()) {
                long start = System.nanoTime();
                String text = call(session, asking.answer().calls().get(call));
                answers.put(call, new ToolAnswer(text, name, Duration.ofNanos(System.nanoTime() - start)));
            }
            return answers;
        }

        private void replay(Session session, AnswerTurn turn) {
            List<ToolCall> calls = turn.answer().calls();
            for (int i = 0; i < calls.size(); i++) {
                ToolAnswer given = turn.toolAnswers().get(i);
                if (given != null && given.by().equals(name)) {
                    call(session, calls.get(i));
                }
            }
        }

        /** Arguments that are no JSON are the model's mistake: it is told so, as an agent would tell it. */
        private static String call(Session session, ToolCall call) {
            JsonNode arguments;
            try {
                arguments = Json.parse(call.arguments());
            } catch (Fault notJson) {
                return Json.write(Json.object().put("error", "Invalid tool call arguments: " + notJson.sentence()));
            }
            return session.callTool(call.name(), arguments.isNull() ? null : arguments);
        }

        private static ObjectNode runRequest(List<Turn> path, ArrayNode tools) {
            ObjectNode request = Json.object();
            ObjectNode params = request.putObject("responses_create_params");
            ArrayNode input = params.putArray("input");
            path.stream().filter(UserTurn.class::isInstance).flatMap(turn -> turn.messages().stream()).forEach(input::add);
            ArrayNode flat = params.putArray("tools");
            for (JsonNode tool : tools) {
                ObjectNode function = Json.object().put("type", "function");
                tool.path("function").properties().forEach(member -> function.set(member.getKey(), member.getValue()));
                flat.add(function);
            }
            return request;
        }
    }

    private static AnswerTurn last(List<Turn> path) {
        return (AnswerTurn) Objects.requireNonNull(path.getLast());
    }
}
