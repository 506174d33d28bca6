package gymscope.ui.toolcalls.template;

import gymscope.templates.ChatTemplate;
import gymscope.templates.TemplateFault;
import gymscope.templates.lint.Finding;
import gymscope.templates.lint.PrefixPreservation;
import gymscope.templates.lint.Severity;
import gymscope.templates.lint.TemplateLint;
import gymscope.ui.controls.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * What lint finds in a template.
 *
 * @param findings the weightiest first
 * @param own the first place where the shown conversation's prompts do not grow by appending; null when they do
 * @param unchecked why lint was not run, empty when it was
 */
record LintReport(List<Finding> findings, @Nullable Finding own, String unchecked) {

    /** Nothing to check. */
    static final LintReport NONE = new LintReport(List.of(), null, "");

    /** Lint renders a conversation some hundred times; a template slower than this is left alone. */
    private static final Duration SLOWEST = Duration.ofMillis(150);

    /** Lets lint try the template. Blocks; ends soon when interrupted. */
    static LintReport of(PromptRequest request, ChatTemplate template, @Nullable ArrayNode messages, @Nullable Duration took) {
        if (took != null && took.compareTo(SLOWEST) > 0) {
            // The first rendering of all is slow because nothing is compiled yet.
            Duration again = request.render() instanceof Rendering.Prompt prompt ? prompt.took() : took;
            if (again.compareTo(SLOWEST) > 0) {
                return new LintReport(List.of(), null,
                        "Not checked: one rendering takes %s, and lint needs some hundred.".formatted(Figures.duration(again)));
            }
        }
        List<Finding> findings = TemplateLint.check(template, request.lintOptions());
        Finding own = messages == null
                ? null
                : PrefixPreservation.findingIn(template, request.lintOptions(), messages, request.tools());
        return new LintReport(findings, own, "");
    }

    /** The same for a template that can be read though the conversation has no prompt; nothing when it cannot. */
    static LintReport ofTemplateAlone(PromptRequest request) {
        try {
            return of(request, ChatTemplate.parse(request.template()), null, null);
        } catch (TemplateFault unreadable) {
            return new LintReport(List.of(), null, "Not checked: the template cannot be read.");
        }
    }

    /** The counts in words. */
    String summary() {
        if (!unchecked.isEmpty()) {
            return unchecked;
        }
        if (findings.isEmpty()) {
            return "nothing surprises";
        }
        List<String> words = new ArrayList<>();
        add(words, Severity.ERROR, "error", "errors");
        add(words, Severity.WARNING, "warning", "warnings");
        add(words, Severity.NOTE, "note", "notes");
        return String.join(", ", words);
    }

    private void add(List<String> words, Severity severity, String one, String several) {
        long count = findings.stream().filter(finding -> finding.severity() == severity).count();
        if (count > 0) {
            words.add(Figures.count(count, one, several));
        }
    }
}
