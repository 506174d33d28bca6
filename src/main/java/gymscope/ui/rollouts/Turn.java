package gymscope.ui.rollouts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One model call of a rollout and what followed from it.
 *
 * @param number from 1
 * @param reasoning what the model thought, empty for nothing
 * @param text what it said, empty for nothing
 * @param calls the tools it called, in order
 * @param tokens how many tokens it wrote, null when the rollout does not tell
 * @param items the model's items as they are stored
 * @param before how many items of the rollout's output came before
 */
public record Turn(int number, String reasoning, String text, List<ToolUse> calls, @Nullable Integer tokens,
        List<JsonNode> items, int before) {

    public Turn {
        calls = List.copyOf(calls);
        items = List.copyOf(items);
    }
}
