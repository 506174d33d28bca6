package gymscope.templates.lint;

import gymscope.wire.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something a template does that is worth knowing.
 *
 * @param id a stable name, such as {@code thinking-stripped}
 * @param severity how much it matters
 * @param sentence what the template does
 * @param hint what to do about it
 * @param evidence two renderings that show it, null where one sentence says it all
 */
public record Finding(String id, Severity severity, String sentence, String hint, @Nullable Evidence evidence) {

    /** Sentences that end with a template's own words get the full stop that those may lack. */
    public Finding {
        sentence = sentence.matches("(?s).*[.!?]") ? sentence : sentence + ".";
    }

    /** The finding as JSON. */
    public ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("id", id).put("severity", severity.name().toLowerCase(Locale.ROOT)).put("sentence", sentence).put("hint", hint);
        if (evidence != null) {
            ObjectNode shown = json.putObject("evidence");
            shown.set("messages", evidence.messages());
            shown.put("before_label", evidence.beforeLabel()).put("before", evidence.before());
            shown.put("after_label", evidence.afterLabel()).put("after", evidence.after());
            shown.put("first_difference", evidence.difference());
        }
        return json;
    }
}
