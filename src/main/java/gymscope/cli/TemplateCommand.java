package gymscope.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gymscope template …}: chat templates. */
@Command(name = "template", mixinStandardHelpOptions = true,
        description = "Render chat templates as Jinja2 and transformers do, and tell what they do that surprises.",
        subcommands = {TemplateRenderCommand.class, TemplateLintCommand.class})
final class TemplateCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Say what to do with a chat template: render or lint TEMPLATE");
        }
    }
}
