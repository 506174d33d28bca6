package gymscope.ui.inspector;

import gymscope.ui.controls.tokens.TokenPane;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The tokens of the answer. */
final class TokensTab implements InspectorTab {

    private @Nullable TokenPane pane;

    @Override
    public String name() {
        return "Tokens";
    }

    @Override
    public Node node() {
        if (pane == null) {
            pane = new TokenPane();
        }
        return pane;
    }

    @Override
    public void show(ExchangeReading reading) {
        if (pane != null) {
            pane.setTrace(reading.trace(), whyEmpty(reading));
        }
    }

    private static String whyEmpty(ExchangeReading reading) {
        JsonNode request = reading.exchange().request();
        if (reading.exchange().problem() != null) {
            return "There is no whole answer; see Answer.";
        }
        boolean asked = request != null
                && (request.has("logprobs") || request.has("top_logprobs") || request.has("return_token_ids"));
        return asked
                ? "The request asked for log probabilities; the endpoint returned none."
                : "The request did not ask for log probabilities or token ids.";
    }
}
