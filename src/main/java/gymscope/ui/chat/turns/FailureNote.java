package gymscope.ui.chat.turns;

import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Banner;
import java.util.List;
import java.util.Set;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Why there is no whole answer, and the way to ask again: without the member that the endpoint's own words name. */
final class FailureNote extends StackPane {

    /** Members without which the conversation still means the same. */
    private static final List<String> OPTIONAL = List.of("tool_choice", "parallel_tool_calls", "response_format",
            "structured_outputs", "top_logprobs", "logprobs", "seed", "stop", "logit_bias", "top_k", "min_p");
    private static final Set<Integer> REASONS = Set.of(400, 422, 501);

    FailureNote(TurnActions actions, AnswerTurn turn) {
        getStyleClass().add("chat-failure");
        String member = refused(turn);
        ActionButton button = member == null
                ? new ActionButton("Ask again", "mdi2r-replay", () -> actions.again(turn)).small()
                : new ActionButton("Ask without " + member, "mdi2r-replay", () -> actions.againWithout(turn, member)).small();
        getChildren().add(Banner.danger("The request to %s failed.".formatted(turn.endpoint()), turn.failure(), "",
                button));
    }

    private static @Nullable String refused(AnswerTurn turn) {
        ObjectNode request = turn.request();
        if (request == null || turn.exchange() == null || !REASONS.contains(turn.exchange().status())) {
            return null;
        }
        return OPTIONAL.stream().filter(request::has).filter(turn.failure()::contains).findFirst().orElse(null);
    }
}
