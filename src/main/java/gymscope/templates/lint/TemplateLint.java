package gymscope.templates.lint;

import gymscope.templates.ChatTemplate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tries a chat template with many small conversations and tells what it does that surprises. */
public final class TemplateLint {

    private TemplateLint() {
    }

    /**
     * All findings, the weightiest first; none when nothing surprises.
     *
     * @param options what the template is given besides messages and tools
     */
    public static List<Finding> check(ChatTemplate template, LintOptions options) {
        Trial trial = new Trial(template, options);
        List<Finding> findings = new ArrayList<>();
        Trial.Outcome plain = trial.prompt(Samples.messages(Samples.user()), null);
        if (plain.failed()) {
            findings.add(new Finding("fails", Severity.ERROR,
                    "The template cannot render a single user message: %s".formatted(plain.reason()),
                    "Give it the variables that it needs, or mend it.", null));
        }
        PromptChecks.addTo(findings, trial);
        MessageChecks.addTo(findings, trial);
        ToolChecks.addTo(findings, trial);
        PrefixPreservation.addTo(findings, trial);
        findings.sort(Comparator.comparing(Finding::severity));
        return findings;
    }
}
