package gymscope.verification.checks;

import gymscope.verification.Check;
import gymscope.verification.Finding;
import gymscope.verification.Probe;
import gymscope.verification.Theme;
import gymscope.verification.Words;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether the Responses API answers with items and counts. */
final class ResponsesEndpoint implements Check {

    private static final Set<Integer> ABSENT = Set.of(404, 405, 501);
    private static final String WHY = "Agents of NeMo Gym speak the Responses API to their model server.";
    private static final String FIX = "Put a NeMo Gym model server before it: responses_api_models: vllm_model";

    @Override
    public String id() {
        return "responses_endpoint";
    }

    @Override
    public String title() {
        return "Responses API answers";
    }

    @Override
    public Theme theme() {
        return Theme.REACH_AND_SHAPE;
    }

    @Override
    public String shortfall() {
        return "the Responses API does not answer";
    }

    @Override
    public Finding examine(Probe probe) {
        Exchange exchange = probe.post("/responses", Json.object().put("model", probe.model()).put("input", "Say hello.")
                .put("max_output_tokens", Probe.ANSWER_TOKENS));
        if (ABSENT.contains(exchange.status())) {
            return Finding.warn("the endpoint does not offer it: %d".formatted(exchange.status()), WHY, FIX);
        }
        JsonNode answer = exchange.succeeded() ? exchange.answer() : null;
        if (answer == null) {
            String problem = exchange.problem();
            return Finding.fail(problem == null ? "the answer is not JSON" : Words.clause(problem), WHY, FIX);
        }
        String fault = fault(answer);
        if (fault != null) {
            return Finding.fail(fault, WHY, FIX);
        }
        return Finding
                .pass("%s, status %s, %s".formatted(Words.quote(text(answer)), Json.text(answer, "status"), counts(answer)));
    }

    private static @Nullable String fault(JsonNode answer) {
        String status = Json.text(answer, "status");
        if (!"response".equals(Json.text(answer, "object"))) {
            return "the answer's object is not response";
        }
        if (!"completed".equals(status) && !"incomplete".equals(status)) {
            return "the answer's status is " + status;
        }
        if (Json.elements(answer, "output").isEmpty()) {
            return "the answer has no output items";
        }
        // A model that hides its reasoning may have come to the limit before its first word.
        if (text(answer).isBlank() && "completed".equals(status)) {
            return "the output items hold no text";
        }
        Double input = Json.number(answer.path("usage"), "input_tokens");
        Double output = Json.number(answer.path("usage"), "output_tokens");
        Double total = Json.number(answer.path("usage"), "total_tokens");
        if (input == null || output == null || total == null) {
            return "usage lacks input_tokens, output_tokens or total_tokens";
        }
        return input + output == total ? null : "usage does not add up: " + counts(answer);
    }

    /** The text of all items, reasoning included: a thinking model may not have come further. */
    private static String text(JsonNode answer) {
        StringBuilder text = new StringBuilder();
        for (JsonNode item : Json.elements(answer, "output")) {
            for (String list : new String[]{"summary", "content"}) {
                for (JsonNode part : Json.elements(item, list)) {
                    String piece = Json.text(part, "text");
                    text.append(piece == null ? "" : piece);
                }
            }
        }
        return text.toString();
    }

    private static String counts(JsonNode answer) {
        JsonNode usage = answer.path("usage");
        return "%s + %s = %s tokens".formatted(usage.path("input_tokens").asString("–"),
                usage.path("output_tokens").asString("–"),
                usage.path("total_tokens").asString("–"));
    }
}
