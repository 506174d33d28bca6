package gymscope.ui.toolcalls;

import gymscope.ui.shell.Action;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Screen;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** The Tool calls screen: what each parser makes of a text, and what prompts a chat template makes. */
public final class ToolCallsScreen implements Screen {

    private static final String ICON = "mdi2c-code-braces";

    private final AppModel app;
    private @Nullable ToolCallsModel model;
    private @Nullable ToolCallsView view;

    public ToolCallsScreen(AppModel app) {
        this.app = app;
    }

    @Override
    public Parent node() {
        return view();
    }

    @Override
    public List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        actions.add(Action.of("Paste raw model text", "mdi2c-clipboard-outline", () -> {
            app.screens().open(ToolCallsScreen.class);
            view().paste();
        }));
        if (app.inspectionProperty().get() != null) {
            actions.add(Action.of("Parse the exchange of the Inspector", ICON, () -> {
                app.screens().open(ToolCallsScreen.class);
                model().takeInspected();
            }));
        }
        return actions;
    }

    @Override
    public void startSample() {
        model().takeSample(SampleText.names().getFirst());
    }

    /** What the screen shows and does. */
    ToolCallsModel model() {
        if (model == null) {
            model = new ToolCallsModel(app);
        }
        return model;
    }

    private ToolCallsView view() {
        if (view == null) {
            view = new ToolCallsView(model());
        }
        return view;
    }
}
