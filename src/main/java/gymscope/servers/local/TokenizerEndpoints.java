package gymscope.servers.local;

import gymscope.servers.http.HttpCall;
import gymscope.servers.http.HttpError;
import gymscope.servers.local.answer.TokenForms;
import gymscope.servers.local.request.RequestReader;
import gymscope.servers.local.request.ServedModel;
import gymscope.servers.local.request.TokenizeRequest;
import gymscope.wire.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /tokenize} and {@code POST /detokenize} in vLLM's form. */
final class TokenizerEndpoints {

    private final ServedModel model;
    private final UnknownMembers unknown;

    TokenizerEndpoints(ServedModel model, UnknownMembers unknown) {
        this.model = model;
        this.unknown = unknown;
    }

    void tokenize(HttpCall call) {
        RequestReader reader = new RequestReader(call.json());
        TokenizeRequest request = TokenizeRequest.of(reader, model);
        unknown.tell(call, reader);
        ObjectNode answer = Json.object().put("count", request.ids().length).put("max_model_len", model.contextLength());
        answer.set("tokens", TokenForms.ids(request.ids()));
        ArrayNode texts = request.returnTexts() ? answer.putArray("token_strs") : Json.array();
        for (int id : request.ids()) {
            texts.add(model.tokenizer().text(id));
        }
        if (!request.returnTexts()) {
            answer.putNull("token_strs");
        }
        call.respond(200, answer);
    }

    void detokenize(HttpCall call) {
        RequestReader reader = new RequestReader(call.json());
        model.check(reader);
        if (!reader.has("tokens")) {
            throw HttpError.badRequest("tokens is missing; give a list of token ids.", "tokens");
        }
        List<Integer> ids = reader.ids("tokens");
        unknown.tell(call, reader);
        int[] tokens = ids.stream().mapToInt(Integer::intValue).toArray();
        String text = tokens.length == 0 ? "" : model.tokenizer().decode(model.checked(tokens, "tokens"));
        call.respond(200, Json.object().put("prompt", text));
    }
}
