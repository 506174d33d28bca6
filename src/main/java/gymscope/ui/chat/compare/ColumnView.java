package gymscope.ui.chat.compare;

import gymscope.client.Endpoint;
import gymscope.ui.chat.conversation.Answer;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.AnswerTurn.State;
import gymscope.ui.chat.conversation.Turn;
import gymscope.ui.chat.conversation.UserTurn;
import gymscope.ui.chat.turns.AnswerText;
import gymscope.ui.chat.turns.CompactAnswer;
import gymscope.ui.chat.turns.ExchangeOpener;
import gymscope.ui.chat.turns.ImageStrip;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.StateDot;
import gymscope.ui.controls.Words;
import gymscope.wire.Fault;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** One endpoint's column: its name and figures, then what it said. */
final class ColumnView extends BorderPane {

    private static final double THOUSANDS_FROM = 9_999.5;
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final CompareColumn column;
    private final ReadOnlyObjectProperty<AnswerText.Mode> mode;
    private final ExchangeOpener opener;
    private final Label name = Words.label("", "medium");
    private final Label model = Words.label("", "code", "muted");
    private final StateDot dot = new StateDot(StateDot.State.STARTING);
    private final Label state = Words.label("", "facts-state");
    private final HBox amount = new HBox();
    private final HBox pace = new HBox();
    private final StackPane figures = new StackPane();
    private final VBox rows = new VBox();
    private final ScrollPane scroll = new ScrollPane(rows);
    private Subscription watching = Subscription.EMPTY;

    ColumnView(CompareColumn column, ReadOnlyObjectProperty<AnswerText.Mode> mode, ExchangeOpener opener, Runnable remove) {
        this.column = column;
        this.mode = mode;
        this.opener = opener;
        getStyleClass().add("compare-column");
        rows.getStyleClass().add("compare-rows");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("conversation");
        rows.heightProperty().subscribe(() -> scroll.setVvalue(scroll.getVmax()));
        setTop(head(remove));
        setCenter(scroll);
        column.endpointProperty().subscribe(this::showEndpoint);
        column.turns().addListener((ListChangeListener<Turn>) change -> showTurns());
        column.problemProperty().subscribe(problem -> showTurns());
        column.latestProperty().subscribe(this::watch);
        showTurns();
    }

    private VBox head(Runnable remove) {
        VBox words = new VBox(name, model);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        HBox first = new HBox(words, new IconButton("mdi2c-close", "Remove this column", remove).small());
        first.getStyleClass().add("compare-name");
        amount.getStyleClass().add("compare-figures");
        pace.getStyleClass().add("compare-figures");
        setRoomy(true);
        VBox head = new VBox(first, figures);
        head.getStyleClass().add("compare-head");
        return head;
    }

    /** Lays the figures on one line where there is room, else on two. */
    void setRoomy(boolean roomy) {
        Pane lines = roomy ? new HBox(amount, pace) : new VBox(amount, pace);
        if (roomy) {
            lines.getStyleClass().add("compare-line");
        }
        figures.getChildren().setAll(lines);
    }

    private void showEndpoint(Endpoint endpoint) {
        name.setText(endpoint.name());
        model.setText(endpoint.model() == null ? "first model listed" : endpoint.model());
    }

    private void watch(@Nullable AnswerTurn turn) {
        watching.unsubscribe();
        watching = turn == null
                ? Subscription.EMPTY
                : turn.answerProperty().subscribe(() -> showFigures(turn))
                        .and(turn.stateProperty().subscribe(() -> showFigures(turn)));
        if (turn != null) {
            showFigures(turn);
        } else {
            amount.getChildren().setAll(Words.muted("not asked yet"));
            pace.getChildren().clear();
        }
    }

    private void showFigures(AnswerTurn turn) {
        Answer.Facts facts = turn.answer().facts();
        boolean streaming = turn.state() == State.STREAMING;
        state.setText(switch (turn.state()) {
            case STREAMING -> "Streaming";
            case DONE -> "Answered";
            case STOPPED -> "Stopped";
            case FAILED -> "Failed";
        });
        state.pseudoClassStateChanged(FAILED, turn.state() == State.FAILED);
        state.pseudoClassStateChanged(PseudoClass.getPseudoClass("streaming"), streaming);
        amount.getChildren().setAll(state);
        pace.getChildren().clear();
        if (streaming) {
            amount.getChildren().addFirst(dot);
        }
        if (facts.count() > 0) {
            figure(amount, Figures.count(facts.count()) + " " + facts.unit().words());
        }
        if (facts.perSecond() != null) {
            figure(pace, rate(facts.perSecond()) + " " + facts.unit().rate());
        }
        if (facts.first() != null) {
            figure(pace, "first " + Figures.duration(facts.first()));
        }
    }

    /** In a narrow column a rate of five digits is told in thousands. */
    private static String rate(double perSecond) {
        return perSecond < THOUSANDS_FROM
                ? Figures.count(Math.round(perSecond))
                : Figures.count(Math.round(perSecond / 1000)) + "k";
    }

    private static void figure(HBox line, String words) {
        line.getChildren().add(Words.label(words, "code"));
    }

    private void showTurns() {
        rows.getChildren().clear();
        for (Turn turn : column.turns()) {
            rows.getChildren().add(switch (turn) {
                case UserTurn user -> question(user);
                case AnswerTurn answer -> answer(answer);
            });
        }
        Fault problem = column.problemProperty().get();
        if (problem != null) {
            rows.getChildren().add(Banner.fault(problem, null));
        }
    }

    private Node answer(AnswerTurn turn) {
        CompactAnswer view = new CompactAnswer(column, turn, mode);
        view.setOnMouseClicked(event -> opener.offer(turn));
        return view;
    }

    private static Node question(UserTurn user) {
        ImageStrip images = new ImageStrip();
        images.show(user.images(), null);
        VBox box = new VBox(Words.paragraph(user.text(), "chat-text"), images);
        box.getStyleClass().add("compare-question");
        return box;
    }
}
