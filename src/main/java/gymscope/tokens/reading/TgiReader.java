package gymscope.tokens.reading;

import gymscope.tokens.TraceToken;
import gymscope.tokens.reading.entry.LogprobEntries;
import gymscope.tokens.reading.entry.PromptToken;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads TGI's {@code /generate}. */
final class TgiReader {

    private TgiReader() {
    }

    static void read(JsonNode answer, Draft draft) {
        JsonNode details = answer.path("details");
        draft.text = Json.text(answer, "generated_text");
        draft.finish(Json.text(details, "finish_reason"));
        List<JsonNode> prefill = Json.elements(details, "prefill");
        if (!prefill.isEmpty()) {
            List<PromptToken> prompt = new ArrayList<>();
            LogprobEntries.read(prefill, 0)
                    .forEach(token -> prompt.add(new PromptToken(token.id(), token.text(), token.logprob(), null, null)));
            draft.tellPrompt(prompt);
            draft.promptIds = ids(LogprobEntries.read(prefill, 0));
        }
        if (details.path("tokens").isArray()) {
            List<JsonNode> entries = Json.elements(details, "tokens");
            List<JsonNode> tops = Json.elements(details, "top_tokens");
            List<TraceToken> tokens = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                List<JsonNode> top = new ArrayList<>();
                if (i < tops.size()) {
                    tops.get(i).forEach(top::add);
                }
                tokens.add(LogprobEntries.token(i, entries.get(i), LogprobEntries.alternatives(top)));
            }
            draft.tokenIds = ids(tokens);
            draft.tell(tokens);
        }
        Double generated = Json.number(details, "generated_tokens");
        if (generated != null) {
            draft.usage = Json.object().put("completion", generated.longValue());
            if (!prefill.isEmpty()) {
                draft.usage.put("prompt", prefill.size()).put("total", prefill.size() + generated.longValue());
            }
        }
    }

    private static List<Integer> ids(List<TraceToken> tokens) {
        List<Integer> ids = new ArrayList<>();
        for (TraceToken token : tokens) {
            if (token.id() == null) {
                return List.of();
            }
            ids.add(token.id());
        }
        return ids;
    }
}
