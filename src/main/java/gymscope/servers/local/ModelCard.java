package gymscope.servers.local;

import gymscope.engine.ModelDescription;
import gymscope.servers.http.HttpCall;
import gymscope.servers.local.request.ServedModel;
import gymscope.wire.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/models} and {@code GET /v1/models/NAME}. */
final class ModelCard {

    private static final String DEMONSTRATION = "The built-in demonstration model: it shows real tokens, log probabilities and tool"
            + " calls, and knows little else. It is no assistant.";

    private final ServedModel model;
    private final long created = Instant.now().getEpochSecond();

    ModelCard(ServedModel model) {
        this.model = model;
    }

    void list(HttpCall call) {
        ObjectNode list = Json.object().put("object", "list");
        list.putArray("data").add(card());
        call.respond(200, list);
    }

    void one(HttpCall call) {
        if (!call.pathRest().equals(model.name())) {
            throw model.notFound(call.pathRest());
        }
        call.respond(200, card());
    }

    private ObjectNode card() {
        ModelDescription description = model.model().description();
        ObjectNode card = Json.object().put("id", model.name()).put("object", "model").put("created", created)
                .put("owned_by", "gymscope").put("root", String.valueOf(description.file().getFileName())).putNull("parent")
                .put("max_model_len", model.contextLength()).put("demonstration", model.demonstration());
        if (model.demonstration()) {
            card.put("description", DEMONSTRATION);
        }
        card.putObject("meta").put("architecture", description.architecture()).put("file_type", description.fileType())
                .put("n_params", description.parameters()).put("n_vocab", description.vocabularySize())
                .put("n_ctx", description.contextLength());
        return card;
    }
}
