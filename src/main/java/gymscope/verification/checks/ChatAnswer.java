package gymscope.verification.checks;

import gymscope.verification.Check;
import gymscope.verification.Finding;
import gymscope.verification.Probe;
import gymscope.verification.Theme;
import gymscope.verification.Words;
import gymscope.wire.Exchange;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Whether a chat request is answered in OpenAI's form. */
final class ChatAnswer implements Check {

    private static final Set<String> REASONS = Set.of("stop", "length", "tool_calls", "content_filter");

    @Override
    public String id() {
        return "chat_answer";
    }

    @Override
    public String title() {
        return "Chat is answered";
    }

    @Override
    public Theme theme() {
        return Theme.REACH_AND_SHAPE;
    }

    @Override
    public String shortfall() {
        return "a chat is not answered";
    }

    @Override
    public Finding examine(Probe probe) {
        Exchange exchange = probe.greeting();
        JsonNode choice = Answers.choice(exchange);
        if (choice == null) {
            return Finding.fail(Answers.missing(exchange), "Every rollout begins with a chat answer.",
                    "Look at the server's log; a base model needs vllm serve … --chat-template FILE");
        }
        String content = Answers.content(choice);
        String reasoning = Answers.reasoning(choice);
        String reason = Answers.finishReason(choice);
        if (content.isBlank() && reasoning.isBlank()) {
            return Finding.fail("the answer is empty, finish reason %s".formatted(reason),
                    "The text was lost on its way, or the model ended at once.",
                    "Look at the chat template and at --reasoning-parser");
        }
        String shown = content.isBlank() ? "only reasoning, " + Words.quote(reasoning) : Words.quote(content);
        if (reason == null || !REASONS.contains(reason)) {
            return Finding.warn("%s, finish reason %s".formatted(shown, reason),
                    "Without a known finish reason an answer that was cut off can't be told from a whole one.", null);
        }
        return Finding.pass("%s, finish reason %s".formatted(shown, reason));
    }
}
