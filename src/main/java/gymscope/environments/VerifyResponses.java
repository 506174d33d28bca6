package gymscope.environments;

import gymscope.wire.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What all verify responses have in common, and the text that verifiers judge. */
public final class VerifyResponses {

    private VerifyResponses() {
    }

    /** The default verify response: the parameters with defaults, the response as it came, the reward. */
    public static ObjectNode of(ObjectNode verifyRequest, double reward) {
        ObjectNode answer = Json.object();
        answer.set("responses_create_params", RunRequests.withDefaults(verifyRequest.path("responses_create_params")));
        JsonNode response = verifyRequest.get("response");
        answer.set("response", response == null ? Json.object() : response);
        answer.put("reward", reward);
        return answer;
    }

    /** All {@code output_text} parts of all messages of a Response, one after the other. */
    public static String outputText(JsonNode response) {
        StringBuilder text = new StringBuilder();
        for (JsonNode item : Json.elements(response, "output")) {
            if ("message".equals(Json.text(item, "type"))) {
                for (JsonNode part : Json.elements(item, "content")) {
                    String words = "output_text".equals(Json.text(part, "type")) ? Json.text(part, "text") : null;
                    text.append(words == null ? "" : words);
                }
            }
        }
        return text.toString();
    }
}
