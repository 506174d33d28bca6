package gymscope.tokens.reading;

import gymscope.tokens.TokenBytes;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the answers of tokenizer endpoints: vLLM, SGLang, llama.cpp and TGI. */
final class TokenizerReader {

    private TokenizerReader() {
    }

    static void tokens(JsonNode answer, Draft draft) {
        List<Integer> ids = new ArrayList<>();
        List<JsonNode> pieces = new ArrayList<>();
        JsonNode tokens = answer.isArray() ? answer : answer.path("tokens");
        boolean batch = tokens.path(0).isArray();
        for (JsonNode token : batch ? tokens.path(0) : tokens) {
            Integer id = Json.integer(token.isObject() ? token.path("id") : token);
            if (id != null) {
                ids.add(id);
            }
            if (token.isObject()) {
                pieces.add(piece(token.has("piece") ? token.path("piece") : token.path("text")));
            }
        }
        Json.elements(answer, "token_strs").forEach(text -> pieces.add(Json.object().put("text", text.asString(""))));
        draft.tokenIds = ids;
        draft.pieces = pieces.isEmpty() ? null : pieces;
        Double most = Json.number(answer, "max_model_len");
        draft.maxModelLength = most == null ? null : Integer.valueOf(most.intValue());
    }

    static void text(JsonNode answer, Draft draft) {
        for (String member : List.of("text", "prompt", "content")) {
            draft.text = draft.text == null ? Json.text(answer, member) : draft.text;
        }
    }

    private static ObjectNode piece(JsonNode piece) {
        ObjectNode told = Json.object();
        TokenBytes bytes = TokenBytes.of(piece);
        if (bytes != null) {
            told.set("bytes", piece);
        } else {
            told.put("text", piece.asString(""));
        }
        return told;
    }
}
