package gymscope.ui.toolcalls.template;

import gymscope.client.ApiRequest;
import gymscope.client.Endpoint;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Work;
import gymscope.ui.shell.AppModel;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many tokens the chosen endpoint counts in the prompt, by {@code /tokenize} as vLLM and local models offer it. UI thread
 * only; the call runs elsewhere.
 */
final class PromptCount {

    private final AppModel app;
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper(this, "words", "");
    private final ReadOnlyBooleanWrapper offered = new ReadOnlyBooleanWrapper(this, "offered");
    private @Nullable Endpoint asked;
    private int question;

    PromptCount(AppModel app) {
        this.app = app;
        app.endpoints().selectedProperty().subscribe(selected -> offer());
    }

    /** What is known, a phrase; empty for nothing. */
    ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /** Whether there is an endpoint that may count and was not asked yet. */
    ReadOnlyBooleanProperty offeredProperty() {
        return offered.getReadOnlyProperty();
    }

    /** The prompt is another one. */
    void forget() {
        question++;
        asked = null;
        words.set("");
        offer();
    }

    /** Lets the chosen endpoint count. */
    void count(String prompt) {
        Endpoint endpoint = app.endpoints().current();
        if (endpoint == null) {
            return;
        }
        ObjectNode body = Json.object();
        if (endpoint.model() != null) {
            body.put("model", endpoint.model());
        }
        body.put("prompt", prompt).put("add_special_tokens", false);
        int own = ++question;
        asked = endpoint;
        words.set("counting…");
        offer();
        Work.start("count tokens", () -> app.client().newCall(ApiRequest.post(endpoint, "//tokenize", body)).execute(),
                exchange -> show(own, endpoint, exchange), problem -> refuse(own, endpoint, problem));
    }

    private void show(int answered, Endpoint endpoint, Exchange exchange) {
        JsonNode answer = exchange.succeeded() ? exchange.answer() : null;
        Double count = answer == null ? null : Json.number(answer, "count");
        if (count == null) {
            refuse(answered, endpoint, new Fault("%s does not count tokens: %s".formatted(endpoint.name(),
                    Objects.requireNonNullElse(exchange.problem(), "its answer has no count.")),
                    "Choose an endpoint with /tokenize, such as a local model or vLLM."));
        } else if (answered == question) {
            words.set("%s by %s".formatted(Figures.count(count.longValue(), "token", "tokens"), endpoint.name()));
        }
    }

    private void refuse(int answered, Endpoint endpoint, Exception problem) {
        if (answered == question) {
            words.set("not counted by " + endpoint.name());
            app.notices().problem(problem);
        }
    }

    private void offer() {
        Endpoint current = app.endpoints().current();
        offered.set(current != null && !current.equals(asked));
    }
}
