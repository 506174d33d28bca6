package gymscope.ui.tokens;

import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.EmptyState;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.ScreenBar;
import gymscope.ui.controls.Words;
import gymscope.ui.controls.tokens.TokenPane;
import gymscope.ui.controls.tokens.TokenSurface;
import gymscope.ui.shell.AppModel;
import gymscope.wire.Exchange;
import java.io.File;
import java.util.List;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/** What the Tokens screen shows. */
final class TokensView extends VBox {

    private static final int RECENT = 15;

    private final AppModel app;
    private final TokensScreenModel model;
    private final TokensScreen screen;
    private final StackPane content = new StackPane();
    private final Label title = Words.label("Tokens", "title");
    private final Label about = Words.muted("");
    private final ActionButton compare = new ActionButton("Compare with…", "mdi2c-compare-horizontal", this::openChoices).flat();
    private final ActionButton swap;

    TokensView(AppModel app, TokensScreenModel model, TokensScreen screen) {
        this.app = app;
        this.model = model;
        this.screen = screen;
        getStyleClass().add("tokens-screen");
        swap = new ActionButton("Swap", "mdi2s-swap-horizontal", model::swap).flat();
        title.setMinWidth(USE_PREF_SIZE);
        ScreenBar bar = new ScreenBar("").about(title, about).actions(swap, compare,
                new ActionButton("Open…", "mdi2f-folder-outline", () -> chooseFile(false)).flat()
                        .tip("A trace that was exported as JSON, or a saved answer"));
        bar.getChildren().set(0, new IconButton("mdi2c-chevron-left", "Back", screen::back).small());
        VBox.setVgrow(content, Priority.ALWAYS);
        getChildren().addAll(bar, content);
        model.firstProperty().addListener((property, before, now) -> show());
        model.secondProperty().addListener((property, before, now) -> show());
        show();
    }

    private void show() {
        NamedTrace first = model.firstProperty().get();
        NamedTrace second = model.secondProperty().get();
        boolean two = first != null && second != null;
        swap.setVisible(two);
        swap.setManaged(two);
        compare.setDisable(first == null);
        title.setText(two ? "Compare two answers" : "Tokens");
        about.setText(first == null
                ? ""
                : two ? "%s and %s".formatted(first.name(), second.name()) : about(first));
        content.getChildren()
                .setAll(first == null ? empty() : two ? new ComparisonPane(new ComparisonModel(first, second)) : one(first));
    }

    private static String about(NamedTrace trace) {
        String place = trace.detail().isEmpty() || trace.detail().equals(trace.name()) ? "" : " from " + trace.detail();
        return "%s%s, %s".formatted(trace.name(), place, Figures.count(trace.trace().size(), "token", "tokens"));
    }

    private TokenPane one(NamedTrace trace) {
        TokenPane pane = new TokenPane(TokenSurface.Size.CHAT);
        pane.setTrace(trace.trace(), "");
        pane.tool(TokensScreen.saving(app).button(pane.surface()));
        return pane;
    }

    private Node empty() {
        return new EmptyState("mdi2c-code-braces", "No trace is open",
                "Every token that a model emitted, coloured by how sure it was. Open one from the Inspector's Tokens tab, or a file.",
                new ActionButton("Open a trace…", "mdi2f-folder-outline", () -> chooseFile(false)));
    }

    private void openChoices() {
        ContextMenu menu = new ContextMenu();
        List<Exchange> recent = app.history().all();
        for (Exchange exchange : recent.subList(0, Math.min(RECENT, recent.size()))) {
            MenuItem item = new MenuItem("%s  %s  exchange %s".formatted(Figures.clock(exchange.startedAt()), exchange.endpoint(),
                    exchange.id()));
            item.setMnemonicParsing(false);
            item.setOnAction(event -> screen.show(exchange));
            menu.getItems().add(item);
        }
        if (!recent.isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        MenuItem file = new MenuItem("A file…");
        file.setOnAction(event -> chooseFile(true));
        menu.getItems().add(file);
        menu.show(compare, Side.BOTTOM, 0, 4);
    }

    /** Asks for a file with a trace and opens it. */
    void chooseFile(boolean toCompare) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open a trace of tokens");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("JSON", "*.json"));
        chooser.setInitialDirectory(app.workspace().folder().toFile());
        File file = chooser.showOpenDialog(getScene().getWindow());
        if (file != null) {
            screen.read(file.toPath(), toCompare);
        }
    }
}
