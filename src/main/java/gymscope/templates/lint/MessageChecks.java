package gymscope.templates.lint;

import gymscope.templates.lint.Trial.Outcome;
import gymscope.wire.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks of roles, their order, and what a message's content may be. */
final class MessageChecks {

    private MessageChecks() {
    }

    static void addTo(List<Finding> findings, Trial trial) {
        if (trial.prompt(Samples.messages(Samples.user()), null).failed()) {
            return;
        }
        system(findings, trial);
        alternation(findings, trial);
        history(findings, trial);
        contentParts(findings, trial);
    }

    private static void system(List<Finding> findings, Trial trial) {
        Outcome plain = trial.prompt(Samples.messages(Samples.user()), null);
        ArrayNode messages = Samples.messages(Samples.message("system", Samples.SYSTEM), Samples.user());
        Outcome outcome = trial.prompt(messages, null);
        if (outcome.failed()) {
            findings.add(new Finding("no-system", Severity.WARNING,
                    "The template refuses a system message: %s".formatted(outcome.reason()),
                    "Put its text into the first user message.", null));
        } else if (!outcome.contains(Samples.SYSTEM)) {
            findings.add(new Finding("system-dropped", Severity.WARNING, "The template drops the text of a system message.",
                    "Put its text into the first user message.",
                    Evidence.of(messages, "without system message", plain.shown(), "with system message", outcome.shown())));
        }
    }

    private static void alternation(List<Finding> findings, Trial trial) {
        Outcome twice = trial.prompt(Samples.messages(Samples.user(), Samples.message("user", Samples.FURTHER)), null);
        if (twice.failed()) {
            findings.add(new Finding("strict-alternation", Severity.WARNING,
                    "The template refuses two user messages in a row: %s".formatted(twice.reason()),
                    "Join them to one message.", null));
        }
        Outcome first = trial.prompt(Samples.messages(Samples.assistant(), Samples.user()), null);
        if (first.failed() && !twice.failed()) {
            findings.add(new Finding("assistant-first", Severity.NOTE,
                    "The template refuses a conversation that begins with the assistant: %s".formatted(first.reason()),
                    "Begin with a user message.", null));
        }
    }

    private static void history(List<Finding> findings, Trial trial) {
        ArrayNode messages = Samples.messages(Samples.user(), Samples.assistant(), Samples.message("user", Samples.FURTHER));
        Outcome outcome = trial.prompt(messages, null);
        if (outcome.failed()) {
            findings.add(new Finding("no-history", Severity.WARNING,
                    "The template refuses a second turn: %s".formatted(outcome.reason()),
                    "Use it for single questions only.", null));
        } else if (!outcome.contains(Samples.ANSWER) || !outcome.contains(Samples.QUESTION)) {
            findings.add(new Finding("history-dropped", Severity.WARNING, "The template drops earlier messages.",
                    "Use it for single questions only.", Evidence.of(messages, "one turn",
                            trial.prompt(Samples.messages(Samples.user()), null).shown(), "two turns", outcome.shown())));
        }
    }

    private static void contentParts(List<Finding> findings, Trial trial) {
        ObjectNode message = Json.object().put("role", "user");
        message.putArray("content").addObject().put("type", "text").put("text", Samples.QUESTION);
        ArrayNode messages = Samples.messages(message);
        Outcome parts = trial.prompt(messages, null);
        Outcome plain = trial.prompt(Samples.messages(Samples.user()), null);
        if (parts.contains("[{'type'")) {
            findings.add(new Finding("content-parts", Severity.NOTE,
                    "The template prints content that is a list of parts as Python text.",
                    "Send content as a string; vLLM joins parts to one where the template does not loop over them.",
                    Evidence.of(messages, "content as a string", plain.shown(), "content as a list of parts", parts.shown())));
        }
    }
}
