package gymscope.client.continuation;

import gymscope.wire.Exchange;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** A chat whose last message is the assistant's and stays open: {@code continue_final_message} (vLLM, SGLang). */
final class Prefill extends Rung {

    @Override
    public String title() {
        return "Open last message on /v1/chat/completions";
    }

    @Override
    public String caveat() {
        return "The endpoint splits the text into tokens anew and leaves out the reasoning before it; one that ignores"
                + " continue_final_message begins a new answer.";
    }

    @Override
    public boolean raw() {
        return false;
    }

    @Override
    Exchange go(Steps steps, Fork fork) throws NotOpen {
        RequestMembers members = new RequestMembers(fork.request());
        ObjectNode body = members.chat(contentWithChosen(fork));
        body.put("continue_final_message", true).put("add_generation_prompt", false).put("stream", true);
        if (body.has("max_tokens") || body.has("max_completion_tokens")) {
            body.put(body.has("max_completion_tokens") ? "max_completion_tokens" : "max_tokens",
                    members.left(fork.tokensBefore()));
        }
        Exchange exchange = steps.stream("/chat/completions", body);
        if (Steps.isClosed(exchange)) {
            throw new NotOpen(Objects.requireNonNullElse(exchange.problem(), "The endpoint refused the request."));
        }
        return exchange;
    }

    /** What the answer says up to the fork, and the chosen token. */
    static String contentWithChosen(Fork fork) throws NotOpen {
        if (fork.contentBefore() == null) {
            throw new NotOpen("The fork lies in reasoning or in a tool call, which a chat message can't leave open.");
        }
        if (fork.chosenText() == null) {
            throw new NotOpen("The chosen token is no whole character.");
        }
        return fork.contentBefore() + fork.chosenText();
    }
}
