package gymscope.templates.lint;

import gymscope.wire.Json;
import java.time.LocalDateTime;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a template is judged with.
 *
 * @param variables what it is given besides messages and tools: {@code bos_token}, {@code eos_token}, switches
 * @param addsSpecialTokens whether the tokenizer adds its begin token to what the template wrote
 * @param now the time that {@code strftime_now} shows
 */
public record LintOptions(ObjectNode variables, boolean addsSpecialTokens, LocalDateTime now) {

    /** Usual begin and end tokens, none added by the tokenizer, a fixed time. */
    public static LintOptions standard() {
        return new LintOptions(Json.object().put("bos_token", "<s>").put("eos_token", "</s>"), false,
                LocalDateTime.of(2026, 1, 2, 3, 4, 5));
    }

    /** The same with further variables. */
    public LintOptions with(ObjectNode more) {
        ObjectNode all = Json.shallowCopy(variables);
        all.setAll(more);
        return new LintOptions(all, addsSpecialTokens, now);
    }
}
