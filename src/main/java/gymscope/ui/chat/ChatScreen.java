package gymscope.ui.chat;

import gymscope.ui.shell.Action;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Inspection;
import gymscope.ui.shell.Screen;
import gymscope.wire.Exchange;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** The Chat screen: a conversation with the chosen endpoint. */
public final class ChatScreen implements Screen {

    private final AppModel app;
    private final ChatModel model;
    private @Nullable ChatView view;

    public ChatScreen(AppModel app) {
        this.app = app;
        this.model = new ChatModel(app::client, app.endpoints()::current, app.workspace().windowState());
    }

    @Override
    public Parent node() {
        return view();
    }

    @Override
    public void shown() {
        view().focusComposer();
    }

    @Override
    public boolean cancel() {
        if (model.streamingProperty().get()) {
            model.stop();
            return true;
        }
        return view != null && view.closeDrawer();
    }

    @Override
    public void startSample() {
        model.say(ChatModel.SAMPLE);
    }

    @Override
    public List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        actions.add(Action.of("New conversation", "mdi2p-plus", this::newConversation).key("Shortcut+N"));
        actions.add(Action.of("Ask again for the last answer", "mdi2r-replay", model::retry));
        actions.add(Action.of("Ask for a story", "mdi2m-message-text-outline", this::sample).with("Chat, sample"));
        actions.add(Action.of("Ask for the weather with a tool", "mdi2w-wrench-outline", this::sampleTool).with("Chat, sample"));
        return actions;
    }

    private ChatView view() {
        if (view == null) {
            view = new ChatView(model, this::inspect, this::sample);
        }
        return view;
    }

    private void newConversation() {
        app.screens().open(ChatScreen.class);
        model.newConversation();
    }

    private void sample() {
        app.screens().open(ChatScreen.class);
        startSample();
    }

    private void sampleTool() {
        app.screens().open(ChatScreen.class);
        if (model.tools().textProperty().get().isBlank()) {
            model.tools().textProperty().set(ToolsModel.SAMPLE);
        }
        model.say("What is the weather in Oslo?");
    }

    private void inspect(AnswerTurn turn) {
        List<Exchange> exchanges = model.exchanges();
        Exchange exchange = turn.exchange();
        if (exchange != null && exchanges.contains(exchange)) {
            app.inspect(new Inspection("", exchanges, exchanges.indexOf(exchange)));
        }
    }
}
