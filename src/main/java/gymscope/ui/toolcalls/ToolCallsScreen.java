package gymscope.ui.toolcalls;

import gymscope.ui.shell.Action;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Screen;
import gymscope.ui.toolcalls.template.TemplateModel;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** The Tool calls screen: what each parser makes of a text, and what prompts a chat template makes. */
public final class ToolCallsScreen implements Screen {

    private static final String ICON = "mdi2c-code-braces";

    private final AppModel app;
    private @Nullable ToolCallsModel model;
    private @Nullable TemplateModel templates;
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
            view().show(ToolCallsView.Mode.PARSE);
            view().paste();
        }));
        actions.add(Action.of("Try a chat template", "mdi2t-text-box-outline", () -> {
            app.screens().open(ToolCallsScreen.class);
            view().show(ToolCallsView.Mode.TEMPLATE);
        }));
        if (app.inspectionProperty().get() != null) {
            actions.add(Action.of("Parse the exchange of the Inspector", ICON, () -> {
                app.screens().open(ToolCallsScreen.class);
                view().show(ToolCallsView.Mode.PARSE);
                model().takeInspected();
            }));
            actions.add(Action.of("Render the conversation of the Inspector's exchange", "mdi2t-text-box-outline", () -> {
                app.screens().open(ToolCallsScreen.class);
                view().show(ToolCallsView.Mode.TEMPLATE);
                templates().takeInspected();
            }));
        }
        return actions;
    }

    @Override
    public void startSample() {
        view().show(ToolCallsView.Mode.PARSE);
        model().takeSample(SampleText.names().getFirst());
    }

    /** What the screen shows and does. */
    ToolCallsModel model() {
        if (model == null) {
            model = new ToolCallsModel(app);
        }
        return model;
    }

    /** What the Template mode shows and does. */
    TemplateModel templates() {
        if (templates == null) {
            templates = new TemplateModel(app, model().tools());
        }
        return templates;
    }

    ToolCallsView view() {
        if (view == null) {
            view = new ToolCallsView(model(), templates(), app.workspace().windowState());
        }
        return view;
    }
}
