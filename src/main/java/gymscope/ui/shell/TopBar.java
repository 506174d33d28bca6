package gymscope.ui.shell;

import gymscope.client.Endpoint;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.KeyHint;
import gymscope.ui.controls.StateDot;
import gymscope.ui.controls.Words;
import javafx.beans.InvalidationListener;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** The bar at the top: endpoint, model, the field that opens the palette, the inspector's switch. */
final class TopBar extends HBox {

    static final KeyCombination PALETTE_KEY = KeyCombination.valueOf("Shortcut+K");
    static final KeyCombination INSPECTOR_KEY = KeyCombination.valueOf("Shortcut+I");

    private final AppModel app;
    private final Endpoints endpoints;
    private final StateDot dot = new StateDot(StateDot.State.STOPPED);
    private final Label name = Words.label("", "medium");
    private final Label address = Words.label("", "code", "muted");
    private final Label model = Words.label("", "code");
    private final Tooltip reach = new Tooltip();

    TopBar(AppModel app, Runnable openPalette) {
        this.app = app;
        this.endpoints = app.endpoints();
        getStyleClass().add("top-bar");
        Button endpointPicker = picker("Endpoint", "endpoint-picker", dot, name, address, Icon.small("mdi2c-chevron-down"));
        name.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(address, Priority.ALWAYS);
        address.setMaxWidth(Double.MAX_VALUE);
        endpointPicker.setOnAction(event -> endpointMenu().show(endpointPicker, Side.BOTTOM, 0, 2));
        endpointPicker.setTooltip(reach);
        Button modelPicker = picker("Model", "model-picker", Icon.small("mdi2c-cube-outline"), model, Words.space(),
                Icon.small("mdi2c-chevron-down"));
        modelPicker.setOnAction(event -> modelMenu().show(modelPicker, Side.BOTTOM, 0, 2));
        Button palette = picker("Search or run a command", "palette-field", Icon.small("mdi2m-magnify"),
                Words.muted("Search or run a command"), Words.space(), new KeyHint(PALETTE_KEY));
        palette.setOnAction(event -> openPalette.run());
        IconButton inspector = new IconButton("mdi2d-dock-right", "Inspector",
                () -> app.inspectorOpenProperty().set(!app.inspectorOpenProperty().get())).key(INSPECTOR_KEY);
        app.inspectorOpenProperty().addListener((property, before, now) -> inspector.setPressedLook(now));
        inspector.setPressedLook(app.inspectorOpenProperty().get());
        getChildren().addAll(endpointPicker, modelPicker, Words.space(), palette, inspector);
        InvalidationListener changed = any -> show();
        endpoints.selectedProperty().addListener(changed);
        endpoints.modelProperty().addListener(changed);
        endpoints.reachProperty().addListener(changed);
        show();
    }

    private void show() {
        Endpoints.Choice choice = endpoints.selectedProperty().get();
        Endpoint endpoint = choice == null ? null : choice.endpoint();
        Endpoints.Reach last = endpoints.reachProperty().get();
        dot.stateProperty().set(stateOf(choice, last));
        name.setText(choice == null ? "No endpoint" : choice.name());
        address.setText(endpoint == null ? "" : endpoint.baseUrl().toString());
        model.setText(endpoints.modelProperty().get().isEmpty() ? Figures.UNKNOWN : endpoints.modelProperty().get());
        reach.setText(last == null ? "Not asked yet" : words(last));
    }

    private static StateDot.State stateOf(Endpoints.@Nullable Choice choice, Endpoints.@Nullable Reach last) {
        if (choice == null) {
            return StateDot.State.STOPPED;
        }
        if (choice.embedded() || last == null) {
            return choice.state();
        }
        return last.problem() == null ? StateDot.State.RUNNING : StateDot.State.FAILED;
    }

    private String words(Endpoints.Reach last) {
        String when = "Last asked %s, %s".formatted(Figures.clock(last.when()), Figures.duration(last.took()));
        if (last.problem() != null) {
            return when + "\n" + last.problem();
        }
        String context = last.context() == null ? "" : ", %s tokens".formatted(Figures.count(last.context()));
        return "%s%n%s%s".formatted(when, endpoints.modelProperty().get(), context);
    }

    private ContextMenu endpointMenu() {
        ContextMenu menu = new ContextMenu();
        endpoints.choices().forEach(choice -> menu.getItems().add(item(choice)));
        if (!menu.getItems().isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        MenuItem add = new MenuItem("Add endpoint…", Icon.small("mdi2p-plus"));
        add.setOnAction(event -> new AddEndpoint(app).showOver(this));
        menu.getItems().add(add);
        return menu;
    }

    private MenuItem item(Endpoints.Choice choice) {
        Endpoint endpoint = choice.endpoint();
        HBox row = new HBox(new StateDot(choice.state()), Words.label(choice.name(), "medium"),
                Words.label(endpoint == null ? "" : endpoint.baseUrl().toString(), "code", "muted"));
        row.getStyleClass().add("picker-row");
        MenuItem item = new MenuItem("", row);
        item.setOnAction(event -> endpoints.select(choice));
        return item;
    }

    private ContextMenu modelMenu() {
        ContextMenu menu = new ContextMenu();
        for (String listed : endpoints.models()) {
            MenuItem item = new MenuItem("", Words.label(listed, "code"));
            item.setOnAction(event -> endpoints.modelProperty().set(listed));
            menu.getItems().add(item);
        }
        if (menu.getItems().isEmpty()) {
            MenuItem none = new MenuItem("The endpoint lists no model");
            none.setDisable(true);
            menu.getItems().add(none);
        }
        return menu;
    }

    private static Button picker(String accessibleName, String styleClass, Node... parts) {
        HBox row = new HBox(parts);
        row.getStyleClass().add("picker-row");
        Button picker = new Button(accessibleName, row);
        picker.getStyleClass().addAll("picker", styleClass);
        picker.setAccessibleText(accessibleName);
        row.prefWidthProperty().bind(picker.widthProperty().subtract(PICKER_PADDING));
        return picker;
    }

    private static final double PICKER_PADDING = 16;
}
