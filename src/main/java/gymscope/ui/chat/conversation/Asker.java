package gymscope.ui.chat.conversation;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.config.ServerInstance;
import gymscope.parsing.ParseRequest;
import gymscope.ui.chat.conversation.AnswerTurn.State;
import gymscope.ui.chat.endpoint.EndpointKnowledge;
import gymscope.ui.chat.endpoint.ReadingChoice;
import gymscope.ui.chat.endpoint.ReadingChoice.Seen;
import gymscope.ui.chat.settings.ChatSettings;
import gymscope.ui.controls.Refresh;
import gymscope.ui.controls.Work;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks endpoints and lets turns show what comes. Remembers what each endpoint refused. UI thread only; the calls run on
 * virtual threads.
 */
public final class Asker {

    private final Supplier<ApiClient> client;
    private final EndpointKnowledge knowledge;
    private final Refusals refusals = new Refusals();

    /** @param client asked for at the first request */
    public Asker(Supplier<ApiClient> client, EndpointKnowledge knowledge) {
        this.client = client;
        this.knowledge = knowledge;
    }

    /** What is known of the endpoints. */
    public EndpointKnowledge knowledge() {
        return knowledge;
    }

    /**
     * Asks an endpoint for a turn.
     *
     * @param ended runs after the turn has ended
     * @return what ends it early
     */
    public Runnable ask(Endpoint target, ChatRequest request, AnswerTurn turn, Runnable ended) {
        turn.setRequest(request.fixed());
        return start(turn, progress -> new AnswerCall(client.get(), target, request, refusals, progress), () -> {
            if (turn.exchange() != null && turn.exchange().request() instanceof ObjectNode sent) {
                turn.setRequest(sent);
            }
            ended.run();
        });
    }

    /**
     * Goes on from a token of an answer.
     *
     * @param said the conversation up to that answer
     * @param request the chat request that brought that answer
     * @param template the model's chat template, empty when not known
     * @param ended runs after the turn has ended
     * @return what ends it early
     */
    public Runnable goOn(Endpoint target, ForkPoint point, List<Turn> said, ObjectNode request, String template,
            AnswerTurn turn, Runnable ended) {
        turn.setRequest(request);
        ServerInstance server = knowledge.hosted(target);
        List<Seen> seen = said.reversed().stream().filter(AnswerTurn.class::isInstance).map(AnswerTurn.class::cast)
                .map(AnswerTurn::answer).filter(answer -> !answer.trace().isEmpty())
                .map(answer -> new Seen(answer.trace().text(), !answer.reasoning().isBlank(), answer.calls())).toList();
        return start(turn, progress -> new ContinuationCall(client.get(), target, point,
                () -> point.fork(withModel(request, target), ChatSettings.rendered(template, request)),
                () -> ReadingChoice.of(server, target.model(), seen, ParseRequest.of(request)), progress), ended);
    }

    /**
     * Lets work bring a turn.
     *
     * @param work made with what it runs whenever more has come
     * @param ended runs after the turn has ended
     * @return what ends it early
     */
    private Runnable start(AnswerTurn turn, Function<Runnable, AnswerWork> work, Runnable ended) {
        AnswerWork[] made = new AnswerWork[1];
        Refresh refresh = new Refresh(() -> {
            if (turn.state() == State.STREAMING) {
                turn.setOrigin(made[0].origin());
                turn.show(made[0].answer());
            }
        });
        AnswerWork running = work.apply(refresh::request);
        made[0] = running;
        Work.start("chat answer", running::run, outcome -> {
            turn.setOrigin(running.origin());
            turn.end(outcome);
            ended.run();
        }, broken -> {
            turn.end(new Outcome(State.FAILED, running.answer(), List.of(), List.of(), Fault.sentenceOf(broken)));
            ended.run();
        });
        return running::stop;
    }

    /** The conversation may go on at another endpoint, or with another model. */
    private static ObjectNode withModel(ObjectNode request, Endpoint target) {
        return target.model() == null ? request : Json.shallowCopy(request).put("model", target.model());
    }
}
