package gymscope.ui.chat.conversation;

import gymscope.client.ApiClient;
import gymscope.client.ApiRequest;
import gymscope.client.Call;
import gymscope.client.Endpoint;
import gymscope.ui.chat.conversation.AnswerTurn.State;
import gymscope.ui.chat.endpoint.Evidence;
import gymscope.wire.Exchange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gets one answer of Chat Completions. Where the endpoint refuses a member that Chat asked for by itself, asks again
 * without it.
 */
final class AnswerCall implements AnswerWork {

    private static final String PATH = "/chat/completions";
    private static final Set<Integer> REFUSALS = Set.of(400, 422, 501);

    private final ApiClient client;
    private final Endpoint endpoint;
    private final ChatRequest request;
    private final Refusals refusals;
    private final Runnable progress;
    private @Nullable Call call;
    private boolean stopped;
    private volatile LiveAnswer live = new LiveAnswer();

    /** @param progress runs whenever more has come, on the thread that reads */
    AnswerCall(ApiClient client, Endpoint endpoint, ChatRequest request, Refusals refusals, Runnable progress) {
        this.client = client;
        this.endpoint = endpoint;
        this.request = request;
        this.refusals = refusals;
        this.progress = progress;
    }

    @Override
    public Outcome run() {
        Set<AutomaticMember> known = refusals.of(endpoint);
        Set<AutomaticMember> asked = EnumSet.noneOf(AutomaticMember.class);
        asked.addAll(request.automatic());
        asked.removeAll(known);
        Set<AutomaticMember> refused = EnumSet.noneOf(AutomaticMember.class);
        Exchange exchange = ask(request.with(asked));
        while (REFUSALS.contains(exchange.status()) && !asked.isEmpty() && !isStopped() && Evidence.in(exchange).isEmpty()) {
            Set<AutomaticMember> dropped = refusedBy(exchange, asked);
            refused.addAll(dropped);
            asked.removeAll(dropped);
            exchange = ask(request.with(asked));
        }
        if (!exchange.succeeded()) {
            refused.clear();
        }
        refusals.add(endpoint, refused);
        if (known.contains(AutomaticMember.LOGPROBS) && request.automatic().contains(AutomaticMember.LOGPROBS)) {
            refused.add(AutomaticMember.LOGPROBS);
        }
        return outcome(exchange, refused);
    }

    @Override
    public Answer answer() {
        return live.answer();
    }

    @Override
    public void stop() {
        Call running;
        synchronized (this) {
            stopped = true;
            running = call;
        }
        if (running != null) {
            running.cancel();
        }
    }

    private Exchange ask(ObjectNode body) {
        LiveAnswer fresh = new LiveAnswer();
        live = fresh;
        Call next = client.newCall(ApiRequest.post(endpoint, PATH, body).from("Chat"));
        synchronized (this) {
            call = next;
            if (stopped) {
                next.cancel();
            }
        }
        return next.stream(event -> {
            fresh.add(event);
            progress.run();
        });
    }

    /** The members that the error names; all when it names none. */
    private static Set<AutomaticMember> refusedBy(Exchange exchange, Set<AutomaticMember> asked) {
        String words = exchange.responseBody();
        Set<AutomaticMember> named = asked.stream().filter(member -> member.isNamedIn(words)).collect(Collectors.toSet());
        return named.isEmpty() ? Set.copyOf(asked) : named;
    }

    private Outcome outcome(Exchange exchange, Set<AutomaticMember> refused) {
        Answer answer = live.finished(exchange);
        String problem = Objects.requireNonNullElse(exchange.succeeded() ? live.error() : exchange.problem(), "");
        if (isStopped()) {
            return new Outcome(State.STOPPED, answer, List.of(exchange), List.of(), "");
        }
        if (problem.isEmpty() && answer.isEmpty() && exchange.answer() == null) {
            problem = "The endpoint answered %d without a message.".formatted(exchange.status());
        }
        List<String> remarks = new ArrayList<>();
        request.withheld().forEach(member -> remarks.add(member.words() + ": not sent"));
        refused.forEach(member -> remarks.add(member.key() + ": refused"));
        remarks.addAll(Honesty.remarksOn(exchange, answer.trace()));
        return new Outcome(problem.isEmpty() ? State.DONE : State.FAILED, answer, List.of(exchange), remarks, problem);
    }

    private synchronized boolean isStopped() {
        return stopped;
    }
}
