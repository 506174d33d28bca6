package gymscope.ui.shell;

import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.KeyHint;
import gymscope.ui.controls.PopupLayer;
import gymscope.ui.controls.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** The palette: every action of the window, found by typing. */
final class CommandPalette extends VBox {

    private static final Insets FROM_TOP = new Insets(88, 0, 0, 0);

    private final PopupLayer layer;
    private final PaletteSearch search;
    private final TextField field = new TextField();
    private final Label count = Words.muted("");
    private final VBox results = new VBox();
    private final ScrollPane scroll = new ScrollPane(results);
    private final List<HBox> rows = new ArrayList<>();
    private List<PaletteSearch.Hit> hits = List.of();
    private int selected;

    CommandPalette(PopupLayer layer, List<Action> actions) {
        this.layer = layer;
        this.search = new PaletteSearch(actions);
        getStyleClass().addAll("popup-card", "palette");
        setMaxHeight(USE_PREF_SIZE);
        field.setAccessibleText("Search or run a command");
        field.textProperty().addListener((property, before, now) -> find());
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox input = new HBox(Icon.of("mdi2m-magnify"), field, count);
        input.getStyleClass().add("palette-input");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("palette-results");
        getChildren().addAll(input, scroll, foot());
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        focusedProperty().addListener((property, before, now) -> {
            if (now) {
                field.requestFocus();
            }
        });
        find();
    }

    /** Opens it over the window. */
    void show() {
        setFocusTraversable(true);
        layer.showModal(this, Pos.TOP_CENTER, FROM_TOP);
        field.requestFocus();
    }

    /** Types for the user, as a screen's field may do. */
    void type(String text) {
        field.setText(text);
    }

    private void find() {
        hits = search.find(field.getText());
        count.setText("%s of %s".formatted(Figures.count(hits.size()), Figures.count(search.size())));
        rows.clear();
        results.getChildren().clear();
        Action.Group group = null;
        for (PaletteSearch.Hit hit : hits) {
            if (hit.action().group() != group) {
                group = hit.action().group();
                results.getChildren().add(Words.label(group.heading(), "palette-group"));
            }
            HBox row = row(hit);
            rows.add(row);
            results.getChildren().add(row);
        }
        if (hits.isEmpty()) {
            results.getChildren().add(Words.label("Nothing is called that.", "palette-group"));
        }
        select(0);
    }

    private HBox row(PaletteSearch.Hit hit) {
        Action action = hit.action();
        HBox row = new HBox(Icon.of(action.icon()), title(hit), Words.muted(action.detail()), Words.space());
        if (action.keys() != null) {
            row.getChildren().add(new KeyHint(action.keys()));
        }
        row.getStyleClass().add("palette-row");
        row.setAccessibleRole(AccessibleRole.BUTTON);
        row.setAccessibleText(action.title());
        row.setOnMouseClicked(event -> run(action));
        return row;
    }

    private static Node title(PaletteSearch.Hit hit) {
        String title = hit.action().title();
        int from = Math.max(0, hit.from());
        Text letters = new Text(title.substring(from, hit.from() < 0 ? from : hit.to()));
        letters.getStyleClass().add("palette-hit");
        TextFlow flow = new TextFlow(new Text(title.substring(0, from)), letters,
                new Text(title.substring(hit.from() < 0 ? from : hit.to())));
        flow.setMinWidth(USE_PREF_SIZE);
        flow.setMaxHeight(USE_PREF_SIZE);
        return flow;
    }

    private void select(int index) {
        if (selected < rows.size()) {
            rows.get(selected).getStyleClass().remove("selected");
        }
        selected = Math.clamp(index, 0, Math.max(0, rows.size() - 1));
        if (!rows.isEmpty()) {
            HBox row = rows.get(selected);
            row.getStyleClass().add("selected");
            field.setAccessibleHelp(hits.get(selected).action().title());
            double room = results.getHeight() - scroll.getViewportBounds().getHeight();
            if (room > 0) {
                scroll.setVvalue(Math
                        .clamp((row.getBoundsInParent().getMaxY() - scroll.getViewportBounds().getHeight() / 2) / room, 0, 1));
            }
        }
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> select(selected + 1 == rows.size() ? 0 : selected + 1);
            case UP -> select(selected == 0 ? rows.size() - 1 : selected - 1);
            case PAGE_DOWN -> select(selected + 10);
            case PAGE_UP -> select(selected - 10);
            case ENTER -> {
                if (!hits.isEmpty()) {
                    run(hits.get(selected).action());
                }
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void run(Action action) {
        layer.closeModal();
        action.run().run();
    }

    private static HBox foot() {
        HBox foot = new HBox(hint("Enter", "run"), hint("Esc", "close"), Words.space());
        for (Action.Group group : Action.Group.values()) {
            if (!group.sign().isEmpty()) {
                foot.getChildren().add(hint(group.sign(), group.heading().toLowerCase(Locale.ROOT)));
            }
        }
        foot.getStyleClass().add("palette-foot");
        return foot;
    }

    private static HBox hint(String key, String words) {
        HBox hint = new HBox(5, new KeyHint(key), Words.muted(words));
        hint.setAlignment(Pos.CENTER_LEFT);
        return hint;
    }
}
