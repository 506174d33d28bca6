package gymscope.ui.chat;

import gymscope.ui.shell.Action;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Inspection;
import gymscope.ui.shell.Screen;
import gymscope.wire.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** The Chat screen: a conversation with the chosen endpoint. */
public final class ChatScreen implements Screen, ExchangeOpener {

    private final AppModel app;
    private final ChatModel model;
    private @Nullable ChatView view;

    public ChatScreen(AppModel app) {
        this.app = app;
        this.model = new ChatModel(app::client, app.endpoints()::current, app.workspace().windowState());
        model.streamingProperty().subscribe(streaming -> {
            AnswerTurn last = model.lastAnswer();
            if (!streaming && last != null) {
                offer(last);
            }
        });
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

    /** The conversation. */
    ChatModel model() {
        return model;
    }

    private ChatView view() {
        if (view == null) {
            view = new ChatView(model, this, this::sample);
        }
        return view;
    }

    private void newConversation() {
        app.screens().open(ChatScreen.class);
        model.newConversation();
    }

    private void sample() {
        app.screens().open(ChatScreen.class);
        app.servers().withDemonstration(this::startSample);
    }

    private void sampleTool() {
        app.screens().open(ChatScreen.class);
        if (model.tools().textProperty().get().isBlank()) {
            model.tools().textProperty().set(ToolsModel.SAMPLE);
        }
        app.servers().withDemonstration(() -> model.say("What is the weather in Oslo?"));
    }

    @Override
    public void open(AnswerTurn turn) {
        inspection(turn).ifPresent(app::inspect);
    }

    @Override
    public void offer(AnswerTurn turn) {
        inspection(turn).ifPresent(app::offer);
    }

    private Optional<Inspection> inspection(AnswerTurn turn) {
        List<Exchange> exchanges = model.exchanges();
        int index = turn.exchange() == null ? -1 : exchanges.indexOf(turn.exchange());
        return index < 0 ? Optional.empty() : Optional.of(new Inspection("", exchanges, index));
    }
}
