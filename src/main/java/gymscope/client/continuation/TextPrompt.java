package gymscope.client.continuation;

import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The rendered prompt, the answer up to the fork and the chosen token as one text. */
final class TextPrompt extends Rung {

    private static final String PATH = "/completions";

    @Override
    public String title() {
        return "Text prompt on /v1/completions";
    }

    @Override
    public String caveat() {
        return "The endpoint splits the text into tokens anew, so the tokens before the fork may differ from the first answer's."
                + " Its own parsers do not run here.";
    }

    @Override
    public boolean raw() {
        return true;
    }

    @Override
    Exchange go(Steps steps, Fork fork) throws NotOpen {
        if (fork.chosenText() == null) {
            throw new NotOpen("The chosen token is no whole character.");
        }
        if (fork.textBefore() == null) {
            throw new NotOpen("The answer's tokens do not tell the marker that ends its reasoning.");
        }
        String prompt = promptText(steps, fork);
        if (prompt == null) {
            throw new NotOpen("The prompt's text is not known: the endpoint tells neither prompt_text nor a chat template.");
        }
        RequestMembers members = new RequestMembers(fork.request());
        ObjectNode body = members.completion(StringNode.valueOf(prompt + fork.textBefore() + fork.chosenText()),
                fork.tokensBefore());
        Exchange exchange = steps.stream(PATH, body.put("add_special_tokens", false));
        if (Steps.isClosed(exchange)) {
            throw new NotOpen(Objects.requireNonNullElse(exchange.problem(), "The endpoint refused the request."));
        }
        return exchange;
    }

    /** The text as told, or from the prompt's ids (vLLM), or rendered by the endpoint (llama.cpp). */
    private static @Nullable String promptText(Steps steps, Fork fork) {
        if (fork.promptText() != null) {
            return fork.promptText();
        }
        if (!fork.promptIds().isEmpty()) {
            ObjectNode question = Json.object();
            if (steps.model() != null) {
                question.put("model", steps.model());
            }
            question.set("tokens", Json.toTree(fork.promptIds()));
            JsonNode answer = steps.inquire("//detokenize", question);
            return answer == null ? null : Json.text(answer, "prompt");
        }
        ObjectNode question = Json.object();
        for (String member : new String[]{"messages", "tools", "chat_template_kwargs"}) {
            JsonNode value = fork.request().get(member);
            if (value != null) {
                question.set(member, value);
            }
        }
        JsonNode answer = steps.inquire("//apply-template", question);
        return answer == null ? null : Json.text(answer, "prompt");
    }
}
