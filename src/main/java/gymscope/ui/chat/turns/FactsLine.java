package gymscope.ui.chat.turns;

import gymscope.ui.chat.conversation.Answer;
import gymscope.ui.chat.conversation.Answer.Facts;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.AnswerTurn.State;
import gymscope.ui.controls.Badge;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.StateDot;
import gymscope.ui.controls.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The line over the composer: how the answer that is looked at came in, and what the endpoint altered or ignored. */
public final class FactsLine extends HBox {

    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final StateDot dot = new StateDot(StateDot.State.STARTING);
    private final Label state = Words.label("", "facts-state");
    private final Label count = Words.label("", "code");
    private final Label rate = Words.label("", "code");
    private final Label firstName = Words.muted("first token");
    private final Label first = Words.label("", "code");
    private final HBox remarks = new HBox();
    private @Nullable AnswerTurn turn;
    private Subscription watching = Subscription.EMPTY;

    public FactsLine() {
        getStyleClass().add("facts-line");
        remarks.getStyleClass().add("facts-remarks");
        getChildren().addAll(dot, state, count, rate, firstName, first, Words.space(), remarks);
        List.of(state, count, rate, firstName, first).forEach(label -> label.setMinWidth(USE_PREF_SIZE));
        remarks.setMinWidth(USE_PREF_SIZE);
        show(null);
    }

    /** Shows an answer's facts, while they change and after; null for none. */
    public void show(@Nullable AnswerTurn newTurn) {
        watching.unsubscribe();
        turn = newTurn;
        if (newTurn != null) {
            watching = newTurn.answerProperty().subscribe(this::update).and(newTurn.stateProperty().subscribe(this::update));
        }
        update();
    }

    private void update() {
        State now = turn == null ? State.DONE : turn.stateProperty().get();
        Facts facts = turn == null ? Answer.EMPTY.facts() : turn.answerProperty().get().facts();
        boolean streaming = turn != null && now == State.STREAMING;
        setVisible(turn != null);
        setManaged(turn != null);
        dot.setVisible(streaming);
        dot.setManaged(streaming);
        state.setText(turn == null ? "" : word(now));
        state.pseudoClassStateChanged(FAILED, now == State.FAILED);
        state.pseudoClassStateChanged(PseudoClass.getPseudoClass("streaming"), streaming);
        show(count, facts.count() == 0 ? "" : Figures.count(facts.count()) + " " + facts.unit().words());
        show(rate, facts.perSecond() == null ? "" : Figures.count(Math.round(facts.perSecond())) + " " + facts.unit().rate());
        Duration wait = facts.first();
        show(first, wait == null ? "" : Figures.duration(wait));
        firstName.setVisible(wait != null);
        showRemarks(facts, now);
        setAccessibleText("%s %s %s".formatted(state.getText(), count.getText(), rate.getText()));
    }

    private void showRemarks(Facts facts, State now) {
        List<String> words = new ArrayList<>(turn == null ? List.of() : turn.remarks());
        if (now == State.DONE && facts.finish().equals("length")) {
            words.addFirst("cut off: length");
        }
        if (now == State.DONE && facts.finish().equals("content_filter")) {
            words.addFirst("cut off: content_filter");
        }
        List<String> shown = remarks.getChildren().stream().map(node -> ((Badge) node).getText()).toList();
        if (!shown.equals(words)) {
            remarks.getChildren().setAll(words.stream().map(FactsLine::badge).toList());
        }
    }

    /** A remark as a badge that explains itself. */
    public static Badge badge(String words) {
        Badge badge = Badge.warning(words);
        badge.setTooltip(new Tooltip(meaning(words)));
        return badge;
    }

    private static String meaning(String words) {
        String member = words.substring(0, words.indexOf(':'));
        if (words.startsWith("cut off")) {
            return "The answer ended at max_tokens, at the end of the context, or by a filter.";
        }
        if (words.endsWith("refused")) {
            return "The endpoint refuses %s, so it was asked again without.".formatted(member);
        }
        if (words.endsWith("not sent")) {
            return "%s is known not to be offered here, so it was not sent. Its form over the composer says from where that is known."
                    .formatted(member);
        }
        if (words.startsWith("last message")) {
            return "The endpoint began a new answer in place of going on from the one it was given.";
        }
        if (words.startsWith("warning:")) {
            return "The endpoint's own words.";
        }
        if (words.endsWith("not kept")) {
            return "The answer does not match what %s asked for.".formatted(member);
        }
        return words.endsWith("ignored")
                ? "%s was asked for, and the answer is as if it had not been.".formatted(member)
                : "What was asked for, and what the answer has.";
    }

    private static String word(State state) {
        return switch (Objects.requireNonNull(state)) {
            case STREAMING -> "Streaming";
            case DONE -> "Answered";
            case STOPPED -> "Stopped";
            case FAILED -> "Failed";
        };
    }

    private static void show(Label label, String text) {
        label.setText(text);
        label.setVisible(!text.isEmpty());
        label.setManaged(!text.isEmpty());
    }
}
