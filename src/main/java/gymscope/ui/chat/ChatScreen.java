package gymscope.ui.chat;

import gymscope.client.Endpoint;
import gymscope.config.ServerInstance;
import gymscope.servers.ManagedServer;
import gymscope.ui.chat.compare.CompareColumn;
import gymscope.ui.chat.compare.CompareModel;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.EnvironmentCatalog;
import gymscope.ui.chat.endpoint.EndpointKnowledge;
import gymscope.ui.chat.samples.SamplesModel;
import gymscope.ui.chat.settings.ToolsModel;
import gymscope.ui.chat.turns.ExchangeOpener;
import gymscope.ui.shell.Action;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Endpoints;
import gymscope.ui.shell.Inspection;
import gymscope.ui.shell.Screen;
import gymscope.wire.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** The Chat screen: a conversation with the chosen endpoint. */
public final class ChatScreen implements Screen, ExchangeOpener {

    private final AppModel app;
    private final ChatModel model;
    private final CompareModel compare;
    private final SamplesModel samples;
    private final ChatModes modes;
    private @Nullable ChatView view;

    public ChatScreen(AppModel app) {
        this.app = app;
        EndpointKnowledge knowledge = new EndpointKnowledge(app.workspace().windowState(), this::serverBehind);
        app.history().all().reversed().forEach(knowledge::accept);
        app.history().onExchange(knowledge);
        this.model = new ChatModel(app::client, app.endpoints()::current, app.workspace().windowState(),
                new EnvironmentCatalog(this::loadedServers), knowledge);
        this.compare = new CompareModel(app::client, model.asker(), model.settings(), model.environments(), this::callable,
                app.workspace().windowState());
        this.samples = new SamplesModel(model.asker(), model.settings(), app.endpoints()::current);
        this.modes = new ChatModes(model, compare, samples);
        model.offers().follow(this::targets);
        app.endpoints().selectedProperty().subscribe(selected -> model.offers().update());
        app.endpoints().modelProperty().subscribe(name -> model.offers().update());
        modes.modeProperty().subscribe(mode -> model.offers().update());
        compare.columns().addListener((ListChangeListener<CompareColumn>) change -> model.offers().update());
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
        if (modes.isBusy()) {
            modes.stop();
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
        actions.add(Action.of("Compare endpoints", "mdi2c-compare-horizontal", this::openCompare).with("Chat"));
        actions.add(Action.of("Sample one prompt many times", "mdi2c-call-split", this::openSamples).with("Chat"));
        return actions;
    }

    /** The conversation. */
    ChatModel model() {
        return model;
    }

    /** The endpoints side by side. */
    CompareModel compare() {
        return compare;
    }

    /** The samples of one prompt. */
    SamplesModel samples() {
        return samples;
    }

    /** Which mode is in front. */
    ChatModes modes() {
        return modes;
    }

    private void openCompare() {
        app.screens().open(ChatScreen.class);
        modes.openCompare();
    }

    private void openSamples() {
        app.screens().open(ChatScreen.class);
        modes.modeProperty().set(Mode.SAMPLES);
    }

    private List<ServerInstance> loadedServers() {
        return app.servers().fleet().servers().stream().map(ManagedServer::instance).toList();
    }

    /** The endpoints that the next message goes to. */
    private List<Endpoint> targets() {
        Endpoint current = app.endpoints().current();
        if (modes.modeProperty().get() == Mode.COMPARE) {
            return compare.columns().stream().map(column -> column.endpointProperty().get()).toList();
        }
        return current == null ? List.of() : List.of(current);
    }

    /** The server of this application behind an endpoint, null for none. */
    private @Nullable ServerInstance serverBehind(Endpoint endpoint) {
        boolean embedded = app.endpoints().choices().stream()
                .anyMatch(choice -> choice.embedded() && choice.name().equals(endpoint.name()));
        return embedded
                ? loadedServers().stream().filter(server -> server.name().equals(endpoint.name())).findFirst().orElse(null)
                : null;
    }

    /** The endpoints that can be called, the chosen one with its model first. */
    private List<Endpoint> callable() {
        Endpoint current = app.endpoints().current();
        List<Endpoint> all = new ArrayList<>();
        if (current != null) {
            all.add(current);
        }
        app.endpoints().choices().stream().map(Endpoints.Choice::endpoint).filter(Objects::nonNull)
                .filter(endpoint -> current == null || !endpoint.name().equals(current.name())).forEach(all::add);
        return all;
    }

    private ChatView view() {
        if (view == null) {
            view = new ChatView(model, compare, samples, modes, this, this::sample);
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
        Exchange exchange = turn.exchange();
        if (exchange == null) {
            return Optional.empty();
        }
        List<Exchange> exchanges = model.exchanges();
        int index = exchanges.indexOf(exchange);
        return Optional.of(index < 0 ? Inspection.of(exchange) : new Inspection("", exchanges, index));
    }
}
