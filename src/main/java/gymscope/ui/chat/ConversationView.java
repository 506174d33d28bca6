package gymscope.ui.chat;

import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.Turn;
import gymscope.ui.chat.conversation.UserTurn;
import gymscope.ui.chat.turns.AnswerText;
import gymscope.ui.chat.turns.AnswerView;
import gymscope.ui.chat.turns.ChatRow;
import gymscope.ui.chat.turns.ExchangeOpener;
import gymscope.ui.chat.turns.TurnView;
import gymscope.ui.chat.turns.UserView;
import gymscope.ui.controls.Words;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.VBox;

/** The turns one under the other. It stays at the end while an answer comes in, unless the reader scrolled up. */
final class ConversationView extends ScrollPane {

    private static final double AT_END = 0.999;

    private final ChatModel model;
    private final ReadOnlyObjectProperty<AnswerText.Mode> mode;
    private final ExchangeOpener opener;
    private final VBox rows = new VBox();
    private final Label system = Words.paragraph("", "chat-text", "muted");
    private final ChatRow systemRow = new ChatRow(ChatRow.Role.SYSTEM, system);
    private final IdentityHashMap<Turn, Node> views = new IdentityHashMap<>();
    private boolean following = true;

    ConversationView(ChatModel model, ReadOnlyObjectProperty<AnswerText.Mode> mode, ExchangeOpener opener) {
        this.model = model;
        this.mode = mode;
        this.opener = opener;
        getStyleClass().add("conversation");
        rows.getStyleClass().add("conversation-rows");
        setContent(rows);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        rows.heightProperty().subscribe((before, now) -> follow(before.doubleValue(), now.doubleValue()));
        viewportBoundsProperty().subscribe(() -> {
            if (following) {
                setVvalue(getVmax());
            }
        });
        model.turns().addListener((ListChangeListener<Turn>) change -> showTurns());
        model.treeProperty().subscribe(() -> views.values().forEach(view -> {
            if (view instanceof TurnView turn) {
                turn.branchesChanged();
            }
        }));
        model.systemProperty().subscribe(this::showSystem);
        addEventFilter(ScrollEvent.SCROLL, event -> moved());
        addEventFilter(MouseEvent.MOUSE_RELEASED, event -> moved());
        addEventFilter(KeyEvent.KEY_RELEASED, event -> moved());
        showTurns();
    }

    private void showTurns() {
        views.keySet().removeIf(turn -> model.turns().stream().noneMatch(shown -> isSame(shown, turn)));
        List<Node> nodes = new ArrayList<>();
        nodes.add(systemRow);
        for (Turn turn : model.turns()) {
            nodes.add(views.computeIfAbsent(turn, this::view));
        }
        rows.getChildren().setAll(nodes);
        following = true;
        setVvalue(getVmax());
    }

    private void showSystem(String prompt) {
        system.setText(prompt);
        systemRow.setVisible(!prompt.isBlank());
        systemRow.setManaged(!prompt.isBlank());
    }

    private Node view(Turn turn) {
        return switch (turn) {
            case UserTurn user -> new UserView(model, user);
            case AnswerTurn answer -> new AnswerView(model, answer, mode, opener);
        };
    }

    /** Keeps the end in view when it was, else keeps what is in view where it is. */
    private void follow(double before, double now) {
        double page = getViewportBounds().getHeight();
        if (following) {
            setVvalue(getVmax());
        } else if (before > page && now > page) {
            setVvalue(getVvalue() * (before - page) / (now - page));
        }
    }

    /** The reader moved: is the end still in view. */
    private void moved() {
        Platform.runLater(() -> following = getVvalue() >= AT_END || rows.getHeight() <= getViewportBounds().getHeight());
    }

    @SuppressWarnings("ReferenceEquality") // two equal turns at two places are two turns
    private static boolean isSame(Turn one, Turn other) {
        return one == other;
    }
}
