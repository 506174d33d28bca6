package gymscope.client.continuation;

import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The prompt, the answer up to the fork and the chosen token as numbers: nothing is split anew. */
final class TokenPrompt extends Rung {

    private static final String PATH = "/completions";

    @Override
    public String title() {
        return "Token ids on /v1/completions";
    }

    @Override
    public String caveat() {
        return "The tokens before are exactly those of the first answer. The endpoint's own parsers do not run here.";
    }

    @Override
    public boolean raw() {
        return true;
    }

    @Override
    Exchange go(Steps steps, Fork fork) throws NotOpen {
        List<Integer> before = fork.idsBefore();
        if (before == null) {
            throw new NotOpen("The answer's token ids are not told (return_token_ids).");
        }
        ArrayNode prompt = Json.array();
        promptIds(steps, fork).forEach(prompt::add);
        before.forEach(prompt::add);
        prompt.add(chosenId(steps, fork));
        ObjectNode body = new RequestMembers(fork.request()).completion(prompt, fork.tokensBefore());
        Exchange exchange = steps.stream(PATH, body);
        if (Steps.isClosed(exchange)) {
            throw new NotOpen(Objects.requireNonNullElse(exchange.problem(), "The endpoint refused the request."));
        }
        return exchange;
    }

    private static List<Integer> promptIds(Steps steps, Fork fork) throws NotOpen {
        if (!fork.promptIds().isEmpty()) {
            return fork.promptIds();
        }
        ObjectNode question = Json.object();
        for (String member : List.of("model", "messages", "tools", "chat_template_kwargs")) {
            JsonNode value = fork.request().get(member);
            if (value != null) {
                question.set(member, value);
            }
        }
        List<Integer> ids = ids(steps.inquire("//tokenize", question));
        if (ids.isEmpty()) {
            throw new NotOpen("The prompt's token ids are not told, and /tokenize does not give them.");
        }
        return ids;
    }

    /** A token of which only the text is known: what the endpoint makes of that text, if it is one token. */
    private static int chosenId(Steps steps, Fork fork) throws NotOpen {
        if (fork.chosenId() != null) {
            return fork.chosenId();
        }
        if (fork.chosenText() == null) {
            throw new NotOpen("The chosen token is no whole character, and its id is not told.");
        }
        ObjectNode question = Json.object().put("prompt", fork.chosenText()).put("add_special_tokens", false);
        if (steps.model() != null) {
            question.put("model", steps.model());
        }
        List<Integer> ids = ids(steps.inquire("//tokenize", question));
        if (ids.size() != 1) {
            throw new NotOpen(ids.isEmpty()
                    ? "The chosen token's id is not told, and there is no /tokenize to ask."
                    : "The chosen token's id is not told, and its text alone is %d tokens.".formatted(ids.size()));
        }
        return ids.getFirst();
    }

    private static List<Integer> ids(@Nullable JsonNode answer) {
        return answer == null
                ? List.of()
                : Json.elements(answer, "tokens").stream().filter(JsonNode::isIntegralNumber).map(JsonNode::asInt).toList();
    }
}
