package gymscope.ui.chat.conversation;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.client.continuation.Continuation;
import gymscope.client.continuation.Fork;
import gymscope.client.continuation.Rung;
import gymscope.parsing.ParseRequest;
import gymscope.ui.chat.conversation.AnswerTurn.State;
import gymscope.ui.chat.endpoint.RawReading;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.tokens.TokenText;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Gets an answer that goes on from a token, by the best rung that is open. */
final class ContinuationCall implements AnswerWork, Continuation.Listener {

    private final ForkPoint point;
    private final Supplier<Fork> fork;
    private final Supplier<RawReading> choice;
    private final ApiClient client;
    private final Endpoint endpoint;
    private final Runnable progress;
    private @Nullable Continuation running;
    private boolean stopped;
    private volatile @Nullable Origin origin;
    private volatile ContinuedAnswer live;
    private ParseRequest request = ParseRequest.unknown();
    private RawReading reading = RawReading.UNTOLD;

    /**
     * @param fork made on the thread that runs: it may render a template
     * @param choice who reads raw text; made on the thread that runs
     * @param progress runs whenever more has come, on the thread that reads
     */
    ContinuationCall(ApiClient client, Endpoint endpoint, ForkPoint point, Supplier<Fork> fork, Supplier<RawReading> choice,
            Runnable progress) {
        this.client = client;
        this.endpoint = endpoint;
        this.point = point;
        this.fork = fork;
        this.choice = choice;
        this.progress = progress;
        this.live = new ContinuedAnswer(point, true, reading, request);
        this.origin = new Origin(where(), "", List.of());
    }

    @Override
    public Outcome run() {
        Fork from = fork.get();
        request = ParseRequest.of(from.request());
        reading = choice.get();
        Continuation continuation = new Continuation(client, endpoint, from, this);
        synchronized (this) {
            running = continuation;
            if (stopped) {
                continuation.stop();
            }
        }
        Continuation.Result result = continuation.run();
        Rung rung = result.rung();
        List<String> passed = result.passed().stream().map(by -> "%s: %s".formatted(by.rung().title(), by.reason())).toList();
        if (rung != null) {
            reading = live.settle();
            origin = origin(rung, passed);
        }
        result.exchanges().stream().map(Exchange::request).filter(Objects::nonNull).findFirst().ifPresent(this::learnChosen);
        Answer answer = live.answer();
        if (isStopped()) {
            return new Outcome(State.STOPPED, answer, result.exchanges(), List.of(), "");
        }
        if (rung == null) {
            return new Outcome(State.FAILED, answer, result.exchanges(), List.of(),
                    "No way to go on from this token is open here. "
                            + passed.stream().collect(Collectors.joining(" ")));
        }
        Exchange last = result.exchanges().getLast();
        String problem = Objects.requireNonNullElse(last.problem(), "");
        List<String> remarks = live.beganAnew() ? List.of("last message: ignored") : List.of();
        return new Outcome(problem.isEmpty() ? State.DONE : State.FAILED, answer, result.exchanges(), remarks, problem);
    }

    @Override
    public Answer answer() {
        return live.answer();
    }

    @Override
    public @Nullable Origin origin() {
        return origin;
    }

    @Override
    public void stop() {
        Continuation now;
        synchronized (this) {
            stopped = true;
            now = running;
        }
        if (now != null) {
            now.stop();
        }
    }

    @Override
    public void tries(Rung rung) {
        live = new ContinuedAnswer(point, rung.raw(), reading, request);
        origin = origin(rung, List.of());
        progress.run();
    }

    @Override
    public void piece(JsonNode choice, @Nullable Duration arrival) {
        live.add(choice, arrival);
        progress.run();
    }

    /** A prompt of token ids ends with the chosen one. */
    private void learnChosen(JsonNode request) {
        List<JsonNode> prompt = Json.elements(request, "prompt");
        if (!prompt.isEmpty() && prompt.getLast().isIntegralNumber()) {
            live.learnChosen(prompt.getLast().asInt());
        }
    }

    private Origin origin(Rung rung, List<String> passed) {
        String caveat = rung.raw() ? rung.caveat() + " " + reading.sentence() : rung.caveat();
        return new Origin("%s. %s.".formatted(where(), rung.title()), caveat, passed);
    }

    private String where() {
        return "Branched at token %s: “%s” in place of “%s”".formatted(Figures.count(point.position() + 1),
                TokenText.inWords(point.taken()), TokenText.inWords(point.left()));
    }

    private synchronized boolean isStopped() {
        return stopped;
    }
}
