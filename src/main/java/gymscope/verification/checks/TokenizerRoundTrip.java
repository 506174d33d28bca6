package gymscope.verification.checks;

import gymscope.verification.Check;
import gymscope.verification.Finding;
import gymscope.verification.Probe;
import gymscope.verification.Theme;
import gymscope.verification.Words;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether text becomes ids and the ids become the same text again, at vLLM's place or under the base (SGLang). */
final class TokenizerRoundTrip implements Check {

    private static final String TEXT = "Grüße, 世界! {\"a\": [1, 22]}\n  x = 3.14 🙂";
    private static final Set<Integer> ABSENT = Set.of(404, 405, 501);
    private static final String WHY = "Prompts that are built from text and from ids would differ.";

    @Override
    public String id() {
        return "tokenizer_round_trip";
    }

    @Override
    public String title() {
        return "Tokenizer keeps the text";
    }

    @Override
    public Theme theme() {
        return Theme.TOKEN_IDS;
    }

    @Override
    public String shortfall() {
        return "the tokenizer does not give the text back";
    }

    @Override
    public Finding examine(Probe probe) {
        String place = "/";
        Exchange exchange = tokenize(probe, place);
        if (ABSENT.contains(exchange.status())) {
            place = "";
            exchange = tokenize(probe, place);
        }
        if (ABSENT.contains(exchange.status())) {
            return Finding.notApplicable("the endpoint does not offer a tokenizer");
        }
        JsonNode answer = exchange.succeeded() ? exchange.answer() : null;
        List<JsonNode> tokens = answer == null ? List.of() : Json.elements(answer, "tokens");
        if (answer == null || tokens.isEmpty() || !tokens.stream().allMatch(JsonNode::isIntegralNumber)) {
            return Finding.fail("/tokenize: " + words(exchange, "the answer has no ids"), WHY, null);
        }
        Double count = Json.number(answer, "count");
        if (count != null && count.intValue() != tokens.size()) {
            return Finding.fail(
                    "/tokenize counts %d and returns %s".formatted(count.intValue(), Words.count(tokens.size(), "id")), WHY,
                    null);
        }
        return back(probe, place, tokens);
    }

    private static Exchange tokenize(Probe probe, String place) {
        return probe.post(place + "/tokenize",
                Json.object().put("model", probe.model()).put("prompt", TEXT).put("add_special_tokens", false));
    }

    private static Finding back(Probe probe, String place, List<JsonNode> tokens) {
        ObjectNode body = Json.object().put("model", probe.model());
        ArrayNode ids = body.putArray("tokens");
        tokens.forEach(ids::add);
        Exchange exchange = probe.post(place + "/detokenize", body);
        String text = text(exchange);
        if (text == null) {
            return Finding.fail("/detokenize: " + words(exchange, "the answer has no text"), WHY, null);
        }
        if (text.equals(TEXT)) {
            return Finding
                    .pass("%s, %s, the same bytes".formatted(Words.count(TEXT.codePointCount(0, TEXT.length()), "character"),
                            Words.count(tokens.size(), "token")));
        }
        if (text.strip().equals(TEXT)) {
            return Finding.warn("the text comes back with space around it", WHY, "Compare ids, not texts");
        }
        return Finding.fail("%s comes back as %s".formatted(Words.quote(TEXT), Words.quote(text)), WHY,
                "vllm serve … --tokenizer NAME, the model's own");
    }

    private static @Nullable String text(Exchange exchange) {
        JsonNode answer = exchange.succeeded() ? exchange.answer() : null;
        if (answer == null) {
            return null;
        }
        String prompt = Json.text(answer, "prompt");
        return prompt == null ? Json.text(answer, "text") : prompt;
    }

    private static String words(Exchange exchange, String otherwise) {
        String problem = exchange.problem();
        return problem == null ? otherwise : Words.clause(problem);
    }
}
