package gymscope.templates;

import gymscope.templates.program.Program;
import gymscope.templates.syntax.Statement;
import gymscope.templates.syntax.StatementParser;
import gymscope.templates.values.FromJson;
import gymscope.templates.values.TextBuilder;
import gymscope.templates.values.Value;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chat template: turns messages, tools and switches into the text that a model is given. Jinja2 3.1 as transformers
 * sets it up, by an interpreter of our own. Thread-safe.
 */
public final class ChatTemplate {

    private final String source;
    private final Program program;
    private final Set<String> variables;

    private ChatTemplate(String source, List<Statement> statements) {
        this.source = source;
        this.program = Program.of(statements);
        this.variables = program.variables();
    }

    /**
     * Reads a template.
     *
     * @throws TemplateFault with line and column where it cannot be read or uses what is not built
     */
    public static ChatTemplate parse(String source) {
        return new ChatTemplate(source, StatementParser.parse(source));
    }

    /** The template's text. */
    public String source() {
        return source;
    }

    /**
     * The names that the template takes from outside: {@code messages}, {@code tools}, switches such as
     * {@code enable_thinking}. The functions that every template has are not among them.
     */
    public Set<String> variables() {
        Set<String> names = new TreeSet<>(variables);
        names.removeAll(Globals.NAMES);
        return names;
    }

    /** Whether the template reads the clock, so that two renderings may differ. */
    public boolean readsClock() {
        return variables.contains("strftime_now");
    }

    /**
     * The text for a conversation.
     *
     * @param context what the template sees: {@code messages}, {@code tools}, {@code add_generation_prompt} …
     * @throws TemplateFault where the template fails on these values, refuses them ({@code raise_exception}) or takes too
     *     much
     */
    public String render(ObjectNode context) {
        return render(context, LocalDateTime.now(ZoneId.systemDefault()), Limits.STANDARD);
    }

    /**
     * The same with the time that {@code strftime_now} shows, and with limits.
     *
     * @throws TemplateFault as above
     */
    public String render(ObjectNode context, LocalDateTime now, Limits limits) {
        return run(context, now, limits, false).string();
    }

    /**
     * The same, and where each stretch of the text came from.
     *
     * @throws TemplateFault as above
     */
    public RenderedPrompt renderWithOrigins(ObjectNode context, LocalDateTime now, Limits limits) {
        TextBuilder text = run(context, now, limits, true);
        return new RenderedPrompt(text.string(), text.stretches().stream()
                .map(stretch -> new Stretch(stretch.start(), stretch.end(), stretch.source().path(), stretch.source().exact(),
                        stretch.source().item()))
                .toList());
    }

    private TextBuilder run(ObjectNode context, LocalDateTime now, Limits limits, boolean followsOrigins) {
        Map<String, Value> names = Globals.at(now);
        context.properties().forEach(member -> names.put(member.getKey(),
                FromJson.value(member.getValue(), followsOrigins ? member.getKey() : null)));
        return program.run(names, limits, followsOrigins);
    }
}
