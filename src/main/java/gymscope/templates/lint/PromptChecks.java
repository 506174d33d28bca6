package gymscope.templates.lint;

import gymscope.templates.lint.Trial.Outcome;
import gymscope.wire.Json;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/** Checks of the prompt as a whole: begin token, generation prompt, clock, variables. */
final class PromptChecks {

    /** Names that a server passes to every template, whether it knows them or not. */
    private static final Set<String> STANDARD = Set.of("messages", "tools", "documents", "add_generation_prompt", "bos_token",
            "eos_token", "pad_token", "unk_token", "sep_token", "cls_token", "mask_token", "additional_special_tokens",
            "reasoning_effort", "continue_final_message");

    private PromptChecks() {
    }

    static void addTo(List<Finding> findings, Trial trial) {
        ArrayNode messages = Samples.messages(Samples.user());
        Outcome prompt = trial.prompt(messages, null);
        if (!prompt.failed()) {
            beginToken(findings, trial, prompt.shown());
            generationPrompt(findings, messages, prompt.shown(), trial.history(messages, null).shown());
        }
        clock(findings, trial, messages);
        variables(findings, trial);
    }

    private static void beginToken(List<Finding> findings, Trial trial, String prompt) {
        String begin = Json.text(trial.options().variables(), "bos_token");
        if (begin == null || begin.isEmpty() || !prompt.startsWith(begin)) {
            return;
        }
        if (prompt.startsWith(begin, begin.length())) {
            findings.add(
                    new Finding("double-bos", Severity.ERROR, "The template writes the begin token %s twice.".formatted(begin),
                            "Let it write the token once.", null));
        } else if (trial.options().addsSpecialTokens()) {
            findings.add(new Finding("double-bos", Severity.ERROR,
                    "The template writes the begin token %s and the tokenizer adds it again.".formatted(begin),
                    "Tokenize the prompt with add_special_tokens=false.", null));
        } else {
            findings.add(new Finding("writes-bos", Severity.NOTE,
                    "The template writes the begin token %s itself.".formatted(begin),
                    "Tokenize the prompt with add_special_tokens=false, or the token is there twice.", null));
        }
    }

    private static void generationPrompt(List<Finding> findings, ArrayNode messages, String prompt, String history) {
        if (prompt.equals(history)) {
            findings.add(new Finding("no-generation-prompt", Severity.NOTE,
                    "add_generation_prompt changes nothing: the prompt does not say that the assistant is next.",
                    "Expect the model to write the assistant's header itself, or to answer as somebody else.", null));
            return;
        }
        if (prompt.stripTrailing().endsWith("<think>")) {
            findings.add(new Finding("opens-thinking", Severity.NOTE,
                    "The generation prompt ends with <think>: the answer has no opening tag.",
                    "Use a reasoning parser that takes text without an opening tag as thinking.",
                    Evidence.of(messages, "without generation prompt", history, "with generation prompt", prompt)));
        }
    }

    private static void clock(List<Finding> findings, Trial trial, ArrayNode messages) {
        if (!trial.template().readsClock()) {
            return;
        }
        LocalDateTime now = trial.options().now();
        Evidence evidence = differing(trial, messages, now, null);
        if (evidence == null) {
            evidence = differing(trial, messages, now, Samples.tools());
        }
        findings.add(new Finding("reads-clock", evidence == null ? Severity.NOTE : Severity.WARNING,
                "The template reads the clock (strftime_now): the same conversation gives another prompt on another day.",
                "Hold the clock, or pass the date as a variable where the template takes one.", evidence));
    }

    private static @Nullable Evidence differing(Trial trial, ArrayNode messages, LocalDateTime now, @Nullable ArrayNode tools) {
        LocalDateTime later = now.plusYears(1).plusMonths(1).plusDays(1);
        Outcome today = trial.render(messages, tools, true, now);
        Outcome then = trial.render(messages, tools, true, later);
        return today.failed() || then.failed() || today.shown().equals(then.shown())
                ? null
                : Evidence.of(messages, now.toLocalDate().toString(), today.shown(), later.toLocalDate().toString(),
                        then.shown());
    }

    private static void variables(List<Finding> findings, Trial trial) {
        Set<String> known = trial.template().variables();
        for (String name : trial.options().variables().propertyNames()) {
            if (!known.contains(name) && !STANDARD.contains(name)) {
                findings.add(new Finding("unknown-variable", Severity.WARNING,
                        "The template does not know the variable %s: servers drop it without a word.".formatted(name),
                        known.isEmpty() ? "Leave it out." : "It knows: %s.".formatted(String.join(", ", known)), null));
            }
        }
    }
}
