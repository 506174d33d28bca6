package gymscope.cli;

import gymscope.templates.ChatTemplate;
import gymscope.templates.lint.Evidence;
import gymscope.templates.lint.Finding;
import gymscope.templates.lint.LintOptions;
import gymscope.templates.lint.Severity;
import gymscope.templates.lint.TemplateLint;
import gymscope.wire.Json;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code gymscope template lint TEMPLATE}: what a chat template does that surprises. */
@Command(name = "lint", mixinStandardHelpOptions = true,
        description = "Try a chat template with small conversations and tell what it does that surprises.",
        footer = {"", "Exit code 1 when a finding is an error or a warning."})
final class TemplateLintCommand implements Callable<Integer> {

    /** So much of a rendering is shown around the place where it differs. */
    private static final int SHOWN = 60;

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final TemplateVariables given = new TemplateVariables();

    @Parameters(index = "0", paramLabel = "TEMPLATE",
            description = "A .jinja file, a tokenizer_config.json, a GGUF file, or - for standard input.")
    private String file = "";

    @Option(names = "--json", description = "Print the findings as JSON, with whole renderings.")
    private boolean json;

    @Override
    public Integer call() {
        TemplateSource source = TemplateSource.read(file);
        ChatTemplate template = source.template(given.name, false);
        LintOptions standard = LintOptions.standard();
        LocalDateTime now = given.holdsClock() ? given.now() : standard.now();
        LintOptions options = new LintOptions(standard.with(source.config().specialTokens()).with(given.variables()).variables(),
                source.config().addsBeginToken(), now);
        List<Finding> findings = TemplateLint.check(template, options);
        if (json) {
            ObjectNode document = Json.object().put("template", file);
            ArrayNode variables = document.putArray("variables");
            template.variables().forEach(variables::add);
            ArrayNode list = document.putArray("findings");
            findings.forEach(finding -> list.add(finding.json()));
            console.print(Json.pretty(document));
        } else {
            console.note(template.variables().isEmpty()
                    ? "It takes no variables."
                    : "It takes: %s.".formatted(String.join(", ", template.variables())));
            findings.forEach(this::print);
            if (findings.isEmpty()) {
                console.print("Nothing surprises.");
            }
        }
        return findings.stream().allMatch(finding -> finding.severity() == Severity.NOTE) ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    private void print(Finding finding) {
        String style = switch (finding.severity()) {
            case ERROR -> "fg(red)";
            case WARNING -> "fg(yellow)";
            case NOTE -> "fg(cyan)";
        };
        String severity = finding.severity().name().toLowerCase(Locale.ROOT);
        console.print("%s %s: %s".formatted(console.styled(style, severity), finding.id(), finding.sentence()));
        console.print("  " + finding.hint());
        Evidence evidence = finding.evidence();
        if (evidence != null) {
            console.print("  They differ at character %d.".formatted(evidence.difference()));
            console.print("  %s: %s".formatted(evidence.beforeLabel(), around(evidence.before(), evidence.difference())));
            console.print("  %s: %s".formatted(evidence.afterLabel(), around(evidence.after(), evidence.difference())));
        }
    }

    private static String around(String text, int place) {
        int start = Math.max(0, place - SHOWN);
        int end = Math.min(text.length(), place + SHOWN);
        return (start > 0 ? "…" : "") + Json.write(tools.jackson.databind.node.StringNode.valueOf(text.substring(start, end)))
                + (end < text.length() ? "…" : "");
    }
}
