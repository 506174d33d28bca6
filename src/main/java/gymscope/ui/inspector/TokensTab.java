package gymscope.ui.inspector;

import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.tokens.TokenPane;
import gymscope.ui.shell.AppModel;
import gymscope.ui.tokens.NamedTrace;
import gymscope.ui.tokens.TokensScreen;
import gymscope.wire.Span;
import java.util.List;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The tokens of the answer. */
final class TokensTab implements InspectorTab {

    private final AppModel app;
    private @Nullable TokenPane pane;
    private @Nullable ExchangeReading shown;
    private String what = "";
    private List<Span> wanted = List.of();

    TokensTab(AppModel app) {
        this.app = app;
    }

    @Override
    public String name() {
        return "Tokens";
    }

    @Override
    public Node node() {
        return pane();
    }

    @Override
    public void show(ExchangeReading reading) {
        shown = reading;
        pane().setTrace(reading.trace(), whyEmpty(reading));
        if (!wanted.isEmpty()) {
            pane().highlight(what, wanted);
            wanted = List.of();
        }
    }

    /** Lets tokens of the exchange stand out, by position, when the tab is shown next. */
    void highlight(String what, List<Span> positions) {
        this.what = what;
        this.wanted = List.copyOf(positions);
    }

    private TokenPane pane() {
        if (pane == null) {
            TokenPane made = new TokenPane();
            made.tool(new IconButton("mdi2o-open-in-new", "Open in full size", this::openFullSize).small())
                    .tool(TokensScreen.saving(app).button(made.surface()));
            pane = made;
        }
        return pane;
    }

    private void openFullSize() {
        if (shown != null && !shown.trace().isEmpty()) {
            TokensScreen.open(app, NamedTrace.of(shown.exchange(), shown.trace()));
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
