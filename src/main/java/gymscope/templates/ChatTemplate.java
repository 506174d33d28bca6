package gymscope.templates;

import gymscope.templates.syntax.Statement;
import gymscope.templates.syntax.StatementParser;
import gymscope.templates.values.Value;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chat template: turns messages, tools and switches into the text that a model is given. Jinja2 3.1 as transformers
 * sets it up, by an interpreter of our own. Thread-safe.
 */
public final class ChatTemplate {

    private final List<Statement> statements;

    private ChatTemplate(List<Statement> statements) {
        this.statements = statements;
    }

    /**
     * Reads a template.
     *
     * @throws TemplateFault with line and column where it cannot be read or uses what is not built
     */
    public static ChatTemplate parse(String source) {
        return new ChatTemplate(StatementParser.parse(source));
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
        Map<String, Value> names = Globals.at(now);
        context.properties().forEach(member -> names.put(member.getKey(), Value.of(member.getValue())));
        return new Renderer(limits).render(statements, new Scope(names, null));
    }
}
