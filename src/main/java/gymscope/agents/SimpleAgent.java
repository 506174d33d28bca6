package gymscope.agents;

import gymscope.environments.ResourcesServer;
import gymscope.environments.RunRequests;
import gymscope.environments.Session;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * NeMo Gym's {@code simple_agent}: it asks the model, runs the tools that the model calls, one after the other, and asks
 * again until the model answers with a message and no call, the answer is cut off, or {@code max_steps} is reached. A
 * turn of reasoning alone, or of nothing, is asked again. Thread-safe: one object runs many rollouts at once.
 */
public final class SimpleAgent {

    private final SimpleAgentSettings settings;
    private final ResourcesServer environment;
    private final ModelCalls model;

    public SimpleAgent(SimpleAgentSettings settings, ResourcesServer environment, ModelCalls model) {
        this.settings = settings;
        this.environment = environment;
        this.model = model;
    }

    /**
     * Runs one rollout: seed, loop, verify.
     *
     * @param row the task, with {@code responses_create_params}; it is not changed
     * @param exchanges is handed every model call when it ends, on this thread
     * @return the environment's verify response
     * @throws AgentFault when the rollout could not be finished
     * @throws InterruptedException when this thread was interrupted; nothing is to be kept of the rollout
     */
    public ObjectNode run(ObjectNode row, Consumer<Exchange> exchanges) throws InterruptedException {
        ObjectNode runRequest = row.deepCopy();
        runRequest.set("responses_create_params", RunRequests.withDefaults(row.path("responses_create_params")));
        Session session = seed(runRequest);
        Loop loop = new Loop(session, exchanges);
        ObjectNode response = loop.respond(row.path("responses_create_params"));
        ObjectNode verifyRequest = settings.skipVerification() ? runRequest : row.deepCopy();
        verifyRequest.set("response", response);
        if (settings.skipVerification()) {
            return verifyRequest.put("reward", settings.skippedReward()).put("verification_skipped", true);
        }
        return verify(session, verifyRequest, loop.output);
    }

    /** Metrics over verify responses of this agent, as its environment computes them; none when it never asks it. */
    public ObjectNode aggregate(List<ObjectNode> verifyResponses) {
        return environment.aggregate(settings.skipVerification() ? List.of() : verifyResponses);
    }

    private Session seed(ObjectNode runRequest) {
        try {
            return environment.seed(runRequest);
        } catch (Fault problem) {
            throw new AgentFault(FailureClass.SEED_FAILED, problem.sentence(), problem.hint(), List.of(), problem);
        }
    }

    private static ObjectNode verify(Session session, ObjectNode verifyRequest, List<JsonNode> output) {
        try {
            return session.verify(verifyRequest);
        } catch (Fault problem) {
            throw new AgentFault(FailureClass.VERIFY_FAILED, problem.sentence(), problem.hint(), output, problem);
        }
    }

    /** The turns of one rollout. */
    private final class Loop {

        private final Session session;
        private final Consumer<Exchange> exchanges;
        private final List<JsonNode> output = new ArrayList<>();
        private @Nullable ObjectNode usage;

        Loop(Session session, Consumer<Exchange> exchanges) {
            this.session = session;
            this.exchanges = exchanges;
        }

        /** Turn after turn; the last answer with the output and usage of all. */
        ObjectNode respond(JsonNode createParams) throws InterruptedException {
            for (int step = 1;; step++) {
                ObjectNode answer = ask(request(createParams));
                List<JsonNode> turn = Json.elements(answer, "output");
                output.addAll(turn);
                usage = ResponsesUsage.sum(usage, answer.get("usage"));
                if (answer.hasNonNull("incomplete_details") || isFinal(turn)) {
                    return whole(answer);
                }
                turn.stream().filter(item -> isType(item, "function_call")).forEach(this::runTool);
                if (settings.maxSteps() > 0 && step >= settings.maxSteps()) {
                    return whole(answer);
                }
            }
        }

        private ObjectNode request(JsonNode createParams) {
            ObjectNode request = createParams instanceof ObjectNode object ? object.deepCopy() : Json.object();
            ArrayNode input = Json.array();
            JsonNode given = request.get("input");
            if (given != null && given.isString()) {
                input.addObject().put("role", "user").put("content", given.asString());
            } else if (given instanceof ArrayNode items) {
                input.addAll(items);
            }
            request.set("input", input.addAll(output));
            return request;
        }

        private ObjectNode ask(ObjectNode request) throws InterruptedException {
            Exchange exchange = model.respond(request);
            if (Thread.interrupted()) {
                throw new InterruptedException("The rollout was stopped.");
            }
            exchanges.accept(exchange);
            String problem = exchange.problem();
            if (problem != null) {
                throw new AgentFault(FailureClass.of(exchange), problem, "Look at the model call; resume the run to try again.",
                        output, null);
            }
            if (exchange.answer() instanceof ObjectNode answer && answer.path("output").isArray()) {
                return answer;
            }
            throw new AgentFault(FailureClass.INVALID_RESPONSE,
                    "Received an invalid response from model server: it has no output list.",
                    "Check that the model server answers POST /v1/responses with a Response.", output, null);
        }

        private void runTool(JsonNode call) {
            ObjectNode result = Json.object().put("type", "function_call_output");
            JsonNode id = call.get("call_id");
            result.set("call_id", id == null ? JsonNodeFactory.instance.nullNode() : id);
            output.add(result.put("output", toolOutput(call)));
        }

        private String toolOutput(JsonNode call) {
            String name = Json.text(call, "name");
            String text = Json.text(call, "arguments");
            JsonNode arguments;
            try {
                arguments = Json.parse(text == null ? "" : text);
            } catch (Fault notJson) {
                String message = "Invalid tool call arguments: JSONDecodeError('%s')".formatted(notJson.sentence());
                return "{\"error\": %s}".formatted(Json.write(JsonNodeFactory.instance.stringNode(message)));
            }
            return session.callTool(name == null ? "" : name, arguments.isNull() ? null : arguments);
        }

        private ObjectNode whole(ObjectNode last) {
            ObjectNode response = last.deepCopy();
            ArrayNode items = response.putArray("output");
            for (JsonNode item : output) {
                items.add(isType(item, "function_call_output") ? withNulls(item) : item);
            }
            response.set("usage", usage == null ? JsonNodeFactory.instance.nullNode() : usage);
            return response;
        }
    }

    /** A tool's result as it stands in a Response, where id and status are members. */
    private static JsonNode withNulls(JsonNode result) {
        ObjectNode item = (ObjectNode) result.deepCopy();
        return item.putNull("id").putNull("status");
    }

    private static boolean isFinal(List<JsonNode> turn) {
        return turn.stream().noneMatch(item -> isType(item, "function_call"))
                && turn.stream().anyMatch(item -> isType(item, "message") && "assistant".equals(Json.text(item, "role")));
    }

    private static boolean isType(JsonNode item, String type) {
        return type.equals(Json.text(item, "type"));
    }
}
