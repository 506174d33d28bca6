package gymscope.ui.firstrun;

import gymscope.client.Endpoint;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.KeyHint;
import gymscope.ui.controls.StateDot;
import gymscope.ui.controls.Words;
import gymscope.ui.controls.tokens.HeatLegend;
import gymscope.ui.controls.tokens.Quantity;
import gymscope.ui.controls.tokens.TokenSurface;
import gymscope.ui.controls.tokens.TokenText;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Mark;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** One answer with its tokens, and below it the ways on, each with its command. */
final class FirstRunView extends ScrollPane {

    private static final double MARK = 44;

    private final AppModel app;
    private final FirstRunModel model;
    private final Consumer<String> open;
    private final VBox answer = new VBox();
    private final StateDot dot = new StateDot(StateDot.State.STARTING);
    private final Label answerTitle = Words.label("", "small", "medium");
    private final VBox steps = new VBox();
    private @Nullable TokenSurface surface;

    /**
     * Builds the screen.
     *
     * @param open opens the screen of a name and starts its sample
     */
    FirstRunView(AppModel app, FirstRunModel model, Consumer<String> open, Runnable addEndpoint) {
        this.app = app;
        this.model = model;
        this.open = open;
        VBox column = new VBox(head(), answerCard(), steps, foot());
        column.getStyleClass().add("column");
        StackPane page = new StackPane(column);
        page.getStyleClass().add("first-run");
        setContent(page);
        setFitToWidth(true);
        fillSteps(addEndpoint);
        model.stateProperty().addListener((property, before, now) -> {
            show(now);
            if (before instanceof FirstRunModel.Waiting) {
                fillSteps(addEndpoint);
            }
        });
        show(model.stateProperty().get());
    }

    private static Node head() {
        VBox words = new VBox(Words.label("Trust the endpoint before the run", "headline"),
                Words.label("A demonstration model runs on this machine. No key, no GPU, no network needed.", "muted"));
        words.getStyleClass().add("head-words");
        HBox head = new HBox(new Mark(MARK), words);
        head.getStyleClass().add("head");
        return head;
    }

    private Node answerCard() {
        HBox head = new HBox(dot, answerTitle, Words.space(), new HeatLegend(Quantity.PROBABILITY));
        head.getStyleClass().add("answer-head");
        answer.getStyleClass().add("answer-body");
        VBox card = new VBox(head, answer);
        card.getStyleClass().add("outline-card");
        return card;
    }

    private void show(FirstRunModel.State state) {
        Endpoint endpoint = model.endpoint();
        String name = endpoint == null || endpoint.model() == null ? "The demonstration model" : endpoint.model();
        Label question = Words.muted(FirstRunModel.QUESTION);
        switch (state) {
            case FirstRunModel.Waiting waiting -> {
                dot.stateProperty().set(StateDot.State.STARTING);
                answerTitle.setText(name + " is starting");
                answer.getChildren().setAll(question,
                        Words.muted("Its answer will stand here with the probability of every token."));
            }
            case FirstRunModel.Answering(TokenTrace trace) -> {
                dot.stateProperty().set(StateDot.State.RUNNING);
                answerTitle.setText(name + ", now");
                answer.getChildren().setAll(question, surface(trace, true));
            }
            case FirstRunModel.Failed(String sentence) -> {
                dot.stateProperty().set(StateDot.State.FAILED);
                answerTitle.setText(name + " does not answer");
                answer.getChildren().setAll(question, Banner.danger(sentence, "", "", null));
            }
            case FirstRunModel.Answered answered -> {
                dot.stateProperty().set(StateDot.State.RUNNING);
                answerTitle.setText(name + ", just now");
                answer.getChildren().setAll(question, surface(answered.trace(), false), facts(answered));
            }
        }
    }

    private TokenSurface surface(TokenTrace trace, boolean streaming) {
        TokenSurface shown = surface == null ? new TokenSurface(TokenSurface.Size.READING) : surface;
        surface = shown;
        shown.quantityProperty().set(Quantity.PROBABILITY);
        shown.streamingProperty().set(streaming);
        shown.setTrace(trace);
        return shown;
    }

    private static TextFlow facts(FirstRunModel.Answered answered) {
        TextFlow facts = new TextFlow(text("%s in %s. ".formatted(Figures.count(answered.trace().size(), "token", "tokens"),
                Figures.duration(answered.took()))));
        facts.getStyleClass().add("answer-facts");
        List<TraceToken> unsure = answered.unsure();
        for (int i = 0; i < unsure.size(); i++) {
            facts.getChildren().add(text(i == 0 ? "The model was unsure at " : " and "));
            Text token = new Text(TokenText.inWords(unsure.get(i)));
            token.getStyleClass().addAll("code");
            Double p = unsure.get(i).probability();
            facts.getChildren().addAll(token, text(" (p %s)".formatted(Figures.decimal(p == null ? Double.NaN : p, 2))));
        }
        facts.getChildren().add(text((unsure.isEmpty() ? "" : ". ") + "Point at a token to see what else it could have said."));
        return facts;
    }

    private static Text text(String words) {
        Text text = new Text(words);
        text.getStyleClass().addAll("small", "muted");
        return text;
    }

    private void fillSteps(Runnable addEndpoint) {
        Endpoint endpoint = model.endpoint();
        String address = endpoint == null ? "URL" : endpoint.baseUrl().toString();
        steps.getStyleClass().setAll("outline-card", "steps");
        steps.getChildren().clear();
        if (has("Chat")) {
            add("mdi2m-message-text-outline", "See the tokens of an answer",
                    "Chat with the demonstration model; every token shows its probability and its alternatives.",
                    "chat " + address,
                    new ActionButton("Open in Chat", "mdi2a-arrow-right", () -> open.accept("Chat")).primary());
        }
        if (has("Verify")) {
            add("mdi2c-check-decagram-outline", "Check an endpoint",
                    "Answers, streaming, log probabilities, token ids, tool calls: a verdict on each, with the setting to change.",
                    "verify " + address,
                    new ActionButton("Verify the demo", "mdi2p-play", () -> open.accept("Verify")));
        }
        if (has("Rollouts")) {
            add("mdi2r-repeat-variant", "Collect rollouts",
                    "Multiple-choice tasks against the demonstration model, with rewards. Read them turn by turn.",
                    "collect sample-configs/demo.yaml",
                    new ActionButton("Run the sample", "mdi2p-play", () -> open.accept("Rollouts")));
        }
        add("mdi2l-link-variant", "Bring your own",
                "A base URL and a model name. A key stays in its environment variable, never in a file.",
                "serve my-config.yaml", new ActionButton("Add endpoint…", "mdi2p-plus", addEndpoint));
        steps.getChildren().getLast().getStyleClass().add("last");
    }

    private boolean has(String screen) {
        return app.screens().entries().stream().anyMatch(entry -> entry.name().equals(screen));
    }

    private void add(String icon, String title, String purpose, String command, ActionButton button) {
        StackPane frame = new StackPane(Icon.of(icon));
        frame.getStyleClass().add("step-icon");
        VBox words = new VBox(Words.label(title, "medium"), Words.muted(purpose),
                Words.label("$ gymscope " + command, "code", "caption", "muted"));
        words.getStyleClass().add("step-text");
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox step = new HBox(frame, words, button);
        step.getStyleClass().add("step");
        steps.getChildren().add(step);
    }

    private Node foot() {
        int last = app.screens().rail().size();
        HBox keys = new HBox(6, new KeyHint(KeyCombination.valueOf("Shortcut+K")), Words.muted("every command"));
        HBox screens = new HBox(6, new KeyHint(KeyCombination.valueOf("Shortcut+1")), Words.muted("…"),
                new KeyHint(Integer.toString(last)),
                Words.muted("screens"));
        keys.setAlignment(Pos.CENTER_LEFT);
        screens.setAlignment(Pos.CENTER_LEFT);
        HBox foot = new HBox(Words.space(), keys, screens);
        foot.getStyleClass().add("foot");
        return foot;
    }
}
