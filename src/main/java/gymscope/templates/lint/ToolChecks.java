package gymscope.templates.lint;

import gymscope.templates.lint.Trial.Outcome;
import gymscope.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks of tools, calls, their ids and arguments, and results. */
final class ToolChecks {

    /** An id as vLLM makes it. */
    static final String LONG_ID = "chatcmpl-tool-0123456789abcdef";

    /** An id as Mistral's templates want it. */
    static final String SHORT_ID = "abcDEF123";

    private ToolChecks() {
    }

    static void addTo(List<Finding> findings, Trial trial) {
        ArrayNode question = Samples.messages(Samples.user());
        Outcome without = trial.prompt(question, null);
        Outcome with = trial.prompt(question, Samples.tools());
        if (without.failed()) {
            return;
        }
        if (with.failed()) {
            findings.add(new Finding("tools-refused", Severity.WARNING,
                    "The template fails when it is given tools: %s".formatted(with.reason()),
                    "Use a template that takes tools.", null));
        } else if (!with.contains(Samples.FUNCTION)) {
            findings.add(new Finding("tools-ignored", Severity.WARNING,
                    "The template ignores tools: the prompt does not name them.",
                    "Use a template that writes tools, or describe them in a system message.",
                    Evidence.of(question, "without tools", without.shown(), "with tools", with.shown())));
        }
        calls(findings, trial);
    }

    private static void calls(List<Finding> findings, Trial trial) {
        String id = acceptedId(findings, trial);
        if (id == null) {
            return;
        }
        ArrayNode messages = conversation(id);
        Outcome outcome = trial.prompt(messages, Samples.tools());
        if (!outcome.contains("Paris\"") && !outcome.contains("Paris'") && !called(outcome)) {
            findings.add(new Finding("calls-dropped", Severity.WARNING,
                    "The template drops the assistant's tool calls: the model does not see what it called.",
                    "Use a template that writes tool_calls.", Evidence.of(messages, "before the call",
                            trial.prompt(Samples.messages(Samples.user()), Samples.tools()).shown(), "after it",
                            outcome.shown())));
        } else {
            arguments(findings, trial, id, outcome.shown());
        }
        if (!outcome.contains("21")) {
            findings.add(new Finding("results-dropped", Severity.WARNING, "The template drops the results of tools.",
                    "Use a template that writes messages of the role tool.",
                    Evidence.of(messages, "before the call",
                            trial.prompt(Samples.messages(Samples.user()), Samples.tools()).shown(), "after it",
                            outcome.shown())));
        }
    }

    /** Whether the call shows after the question, whose words hold the city too. */
    private static boolean called(Outcome outcome) {
        String text = outcome.shown();
        return text.indexOf("Paris", text.indexOf(Samples.QUESTION) + Samples.QUESTION.length()) >= 0;
    }

    private static @Nullable String acceptedId(List<Finding> findings, Trial trial) {
        Outcome longId = trial.prompt(conversation(LONG_ID), Samples.tools());
        if (!longId.failed()) {
            return LONG_ID;
        }
        Outcome shortId = trial.prompt(conversation(SHORT_ID), Samples.tools());
        if (shortId.failed()) {
            findings.add(new Finding("calls-refused", Severity.WARNING,
                    "The template refuses an assistant's tool call with its result: %s".formatted(shortId.reason()),
                    "Use a template that takes tool calls.", null));
            return null;
        }
        findings.add(new Finding("ids-refused", Severity.WARNING,
                "The template refuses the tool call id %s and takes %s: %s".formatted(LONG_ID, SHORT_ID, longId.reason()),
                "Use ids of nine letters and digits, as Mistral's models do.", null));
        return SHORT_ID;
    }

    private static void arguments(List<Finding> findings, Trial trial, String id, String asObject) {
        if (asObject.contains("{'city'")) {
            findings.add(new Finding("arguments-as-python", Severity.WARNING,
                    "The template prints arguments that are an object as Python text, not as JSON.",
                    "Pass arguments as a JSON string; vLLM turns them into objects before it renders.", null));
        }
        ArrayNode messages = conversation(id);
        ObjectNode function = (ObjectNode) messages.get(1).get("tool_calls").get(0).get("function");
        function.put("arguments", "{\"city\": \"Paris\"}");
        Outcome asText = trial.prompt(messages, Samples.tools());
        if (asText.failed()) {
            findings.add(new Finding("arguments-as-text", Severity.WARNING,
                    "The template fails when a call's arguments are a JSON string, as they are in the API: %s"
                            .formatted(asText.reason()),
                    "Turn arguments into objects before rendering, as vLLM does.", null));
        } else if (asText.contains("\\\"city\\\"")) {
            findings.add(new Finding("arguments-as-text", Severity.WARNING,
                    "The template escapes arguments that are a JSON string, as they are in the API, a second time.",
                    "Turn arguments into objects before rendering, as vLLM does.",
                    Evidence.of(messages, "arguments as an object", asObject, "arguments as a string", asText.shown())));
        }
    }

    private static ArrayNode conversation(String id) {
        ObjectNode call = Samples.call(id);
        return Json.array().add(Samples.user()).add(call).add(Samples.result(id));
    }
}
