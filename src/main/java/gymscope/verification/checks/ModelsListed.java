package gymscope.verification.checks;

import gymscope.verification.Check;
import gymscope.verification.Finding;
import gymscope.verification.Probe;
import gymscope.verification.Theme;
import gymscope.verification.Words;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether the endpoint lists its models, the asked-for one among them; chooses the first when none was asked for. */
final class ModelsListed implements Check {

    private static final int SHOWN = 5;
    private static final String WHY = "Tools find the model's name and context length in this list.";

    @Override
    public String id() {
        return "models_listed";
    }

    @Override
    public String title() {
        return "Models are listed";
    }

    @Override
    public Theme theme() {
        return Theme.REACH_AND_SHAPE;
    }

    @Override
    public String shortfall() {
        return "the model is not listed";
    }

    @Override
    public Finding examine(Probe probe) {
        Exchange exchange = probe.get("/models");
        List<String> names = names(exchange);
        String asked = probe.model();
        if (names.isEmpty()) {
            if (asked == null) {
                probe.stop("%s lists no models.".formatted(probe.endpoint().baseUrl()),
                        "Give the model's name, or an address that ends in the base of the API, such as /v1.");
            }
            return Finding.fail(why(exchange), WHY,
                    "An address that ends in the base of the API, such as http://127.0.0.1:8000/v1");
        }
        if (asked == null) {
            probe.useModel(names.getFirst());
        } else if (!names.contains(asked)) {
            probe.stop("The model %s is not listed at %s.".formatted(asked, probe.endpoint().baseUrl()),
                    "Ask for one of these: %s.".formatted(Words.list(names, SHOWN)));
            return Finding.fail("%s is not among %s".formatted(asked, Words.list(names, SHOWN)),
                    "An endpoint refuses a model that it does not serve.", "vllm serve … --served-model-name " + asked);
        }
        String chosen = names.size() > 1 ? ", asked here: " + probe.model() : "";
        return Finding.pass("%s: %s%s%s".formatted(Words.count(names.size(), "model"), Words.list(names, SHOWN), chosen,
                context(exchange, probe.model())));
    }

    /** The endpoint's model, or the first that this answer lists, or an empty name. */
    static String chosen(Probe probe, Exchange models) {
        String asked = probe.model();
        List<String> names = names(models);
        return asked != null ? asked : names.isEmpty() ? "" : names.getFirst();
    }

    private static List<String> names(Exchange exchange) {
        List<String> names = new ArrayList<>();
        JsonNode answer = exchange.succeeded() ? exchange.answer() : null;
        if (answer != null) {
            for (JsonNode card : Json.elements(answer, "data")) {
                String name = Json.text(card, "id");
                if (name != null) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static String why(Exchange exchange) {
        String problem = exchange.problem();
        if (problem != null) {
            return Words.clause(problem);
        }
        JsonNode answer = exchange.answer();
        if (answer == null) {
            return "the answer is not JSON: %s".formatted(Words.quote(exchange.responseBody()));
        }
        return answer.has("data") ? "the list is empty" : "the answer has no member data";
    }

    private static String context(Exchange exchange, @Nullable String model) {
        JsonNode answer = exchange.answer();
        for (JsonNode card : answer == null ? List.<JsonNode>of() : Json.elements(answer, "data")) {
            Double length = Json.number(card, "max_model_len");
            if (length != null && model != null && model.equals(Json.text(card, "id"))) {
                return ", context " + Words.count(length.longValue(), "token");
            }
        }
        return "";
    }
}
