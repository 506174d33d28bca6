package gymscope.ui.tokens;

import gymscope.ui.controls.Tone;
import gymscope.ui.controls.tokens.TokenSaving;
import gymscope.ui.shell.Action;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Screen;
import gymscope.ui.shell.ScreenEntry;
import gymscope.wire.Exchange;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.application.Platform;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** Tokens in full size: one trace, or two laid over each other. */
public final class TokensScreen implements Screen {

    private final AppModel app;
    private final TokensScreenModel model = new TokensScreenModel();
    private @Nullable TokensView view;
    private @Nullable ScreenEntry<?> cameFrom;

    public TokensScreen(AppModel app) {
        this.app = app;
        app.screens().currentProperty().addListener((property, before, now) -> {
            if (now != null && now.type() == TokensScreen.class) {
                cameFrom = before;
            }
        });
    }

    /** Brings the screen to the front with a trace. */
    public static void open(AppModel app, NamedTrace trace) {
        app.screens().open(TokensScreen.class).model.show(trace);
    }

    /** Brings the screen to the front with two traces, the second laid over the first. */
    public static void compare(AppModel app, NamedTrace first, NamedTrace second) {
        TokensScreenModel shown = app.screens().open(TokensScreen.class).model;
        shown.show(first);
        shown.compare(second);
    }

    /** Saves surfaces in the workspace's folder, and says so. */
    public static TokenSaving saving(AppModel app) {
        return new TokenSaving(app.workspace().folder(),
                file -> app.notices().toast(Tone.PASS, "%s is written".formatted(file.getFileName())), app.notices()::problem);
    }

    @Override
    public Parent node() {
        if (view == null) {
            view = new TokensView(app, model, this);
        }
        return view;
    }

    @Override
    public List<Action> actions() {
        return List.of(Action.of("Open a trace of tokens…", "mdi2f-folder-outline", () -> {
            app.screens().open(TokensScreen.class);
            if (view != null) {
                view.chooseFile(false);
            }
        }));
    }

    @Override
    public boolean cancel() {
        if (model.secondProperty().get() == null) {
            return false;
        }
        model.stopComparing();
        return true;
    }

    /** Goes back to the screen that this one was opened from. */
    void back() {
        ScreenEntry<?> before = cameFrom;
        if (model.secondProperty().get() != null) {
            model.stopComparing();
        } else if (before != null) {
            app.screens().open(before);
        }
    }

    void show(Exchange exchange) {
        load(() -> TokensScreenModel.of(exchange), true);
    }

    void read(Path file, boolean compare) {
        load(() -> TokensScreenModel.read(file), compare);
    }

    private void load(Callable<NamedTrace> reading, boolean compare) {
        Thread.ofVirtual().name("reading a trace").start(() -> {
            try {
                NamedTrace trace = reading.call();
                Platform.runLater(() -> {
                    if (compare) {
                        model.compare(trace);
                    } else {
                        model.show(trace);
                    }
                });
            } catch (Exception problem) {
                Platform.runLater(() -> app.notices().problem(problem));
            }
        });
    }
}
