package gymscope.ui.chat.compare;

import gymscope.client.Endpoint;
import gymscope.ui.chat.turns.AnswerText;
import gymscope.ui.chat.turns.ExchangeOpener;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.EmptyState;
import java.util.HashMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;

/** The endpoints side by side. */
public final class CompareView extends StackPane {

    /** So many columns have room for their figures on one line. */
    private static final int ROOMY_COLUMNS = 3;

    private final CompareModel model;
    private final ReadOnlyObjectProperty<AnswerText.Mode> mode;
    private final ExchangeOpener opener;
    private final HBox columns = new HBox();
    private final Map<CompareColumn, ColumnView> views = new HashMap<>();
    private final Node empty;

    /** @param opener opens an answer's exchange */
    public CompareView(CompareModel model, ReadOnlyObjectProperty<AnswerText.Mode> mode, ExchangeOpener opener) {
        this.model = model;
        this.mode = mode;
        this.opener = opener;
        getStyleClass().add("compare");
        columns.getStyleClass().add("compare-columns");
        empty = new EmptyState("mdi2c-compare-horizontal", "The same prompt, side by side",
                "Up to %d endpoints answer what you write below, each with its own figures and faults."
                        .formatted(CompareModel.MOST),
                addButton());
        getChildren().addAll(columns, empty);
        model.columns().addListener((ListChangeListener<CompareColumn>) change -> show());
        show();
    }

    /** The button that adds a column. */
    public ActionButton addButton() {
        ActionButton[] made = new ActionButton[1];
        made[0] = new ActionButton("Add endpoint", "mdi2p-plus", () -> menu().show(made[0], Side.BOTTOM, 0, 2));
        return made[0];
    }

    private ContextMenu menu() {
        ContextMenu menu = new ContextMenu();
        for (Endpoint endpoint : model.available()) {
            String words = endpoint.model() == null ? endpoint.name() : "%s  %s".formatted(endpoint.name(), endpoint.model());
            MenuItem item = new MenuItem(words);
            item.setMnemonicParsing(false);
            item.setOnAction(event -> model.add(endpoint));
            menu.getItems().add(item);
        }
        if (menu.getItems().isEmpty()) {
            MenuItem none = new MenuItem("No endpoint can be called now");
            none.setDisable(true);
            menu.getItems().add(none);
        }
        return menu;
    }

    private void show() {
        views.keySet().retainAll(model.columns());
        columns.getChildren().setAll(model.columns().stream().map(column -> views.computeIfAbsent(column, this::view)).toList());
        views.values().forEach(view -> view.setRoomy(model.columns().size() <= ROOMY_COLUMNS));
        empty.setVisible(model.columns().isEmpty());
    }

    private ColumnView view(CompareColumn column) {
        ColumnView view = new ColumnView(column, mode, opener, () -> model.remove(column));
        HBox.setHgrow(view, Priority.ALWAYS);
        return view;
    }
}
