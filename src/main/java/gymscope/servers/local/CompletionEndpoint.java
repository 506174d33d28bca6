package gymscope.servers.local;

import gymscope.convert.OutputItems;
import gymscope.servers.http.EventStream;
import gymscope.servers.http.HttpCall;
import gymscope.servers.local.answer.AnswerStream;
import gymscope.servers.local.answer.Choices;
import gymscope.servers.local.answer.Choices.Step;
import gymscope.servers.local.answer.UsageCounts;
import gymscope.servers.local.request.ChatRequest.Streaming;
import gymscope.servers.local.request.CompletionRequest;
import gymscope.servers.local.request.RequestReader;
import gymscope.servers.local.request.ServedModel;
import gymscope.wire.Json;
import gymscope.wire.ServerSentEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/completions}. Choices are numbered prompt by prompt, as in vLLM. */
final class CompletionEndpoint {

    private final ServedModel model;
    private final UnknownMembers unknown;

    CompletionEndpoint(ServedModel model, UnknownMembers unknown) {
        this.model = model;
        this.unknown = unknown;
    }

    void handle(HttpCall call) throws InterruptedException {
        RequestReader reader = new RequestReader(call.json());
        CompletionRequest request = CompletionRequest.of(reader, model);
        unknown.tell(call, reader);
        try (Choices choices = new Choices(start(request))) {
            List<CompletionChoice> written = new ArrayList<>();
            for (int i = 0; i < choices.answers().size(); i++) {
                int[] prompt = request.prompts().get(i / request.parameters().n());
                written.add(new CompletionChoice(model, request, i, prompt, choices.answers().get(i)));
            }
            ObjectNode head = Json.object().put("id", OutputItems.id("cmpl").replace('_', '-')).put("object", "text_completion")
                    .put("created", Instant.now().getEpochSecond()).put("model", model.name());
            try {
                if (request.streaming() == null) {
                    call.respond(200, document(head, request, choices, written));
                } else {
                    stream(call, head, request, request.streaming(), choices, written);
                }
            } finally {
                call.countTokens(choices.generatedTokens());
            }
        }
    }

    private List<AnswerStream> start(CompletionRequest request) {
        List<AnswerStream> answers = new ArrayList<>();
        try {
            for (int[] prompt : request.prompts()) {
                int maxTokens = model.maxTokens(request.maxTokens(), prompt.length);
                for (int k = 0; k < request.parameters().n(); k++) {
                    answers.add(AnswerStream.start(model.model(), request.parameters().engineRequest(prompt, maxTokens,
                            request.logprobs(), request.promptScores(), k), request.parameters().text()));
                }
            }
        } catch (RuntimeException problem) {
            answers.forEach(AnswerStream::close);
            throw problem;
        }
        return answers;
    }

    private static ObjectNode document(ObjectNode head, CompletionRequest request, Choices choices,
            List<CompletionChoice> written)
            throws InterruptedException {
        ArrayNode list = head.putArray("choices");
        for (CompletionChoice choice : written) {
            list.add(choice.whole());
        }
        head.putNull("service_tier").putNull("system_fingerprint");
        head.set("usage", usage(request, choices).toChat());
        return head;
    }

    private static void stream(HttpCall call, ObjectNode head, CompletionRequest request, Streaming streaming, Choices choices,
            List<CompletionChoice> written) throws InterruptedException {
        Step step = choices.next();
        EventStream stream = call.stream();
        while (step != null) {
            CompletionChoice choice = written.get(step.choice());
            ObjectNode chunk = head.deepCopy();
            chunk.putArray("choices").add(step.piece() == null ? choice.last() : choice.piece(step.piece()));
            stream.send(ServerSentEvent.of(chunk));
            step = choices.next();
        }
        if (streaming.includeUsage()) {
            ObjectNode chunk = head.deepCopy();
            chunk.putArray("choices");
            chunk.set("usage", usage(request, choices).toChat());
            stream.send(ServerSentEvent.of(chunk));
        }
        stream.send(ServerSentEvent.done());
    }

    private static UsageCounts usage(CompletionRequest request, Choices choices) {
        int prompt = request.prompts().stream().mapToInt(ids -> ids.length).sum();
        int cached = 0;
        for (int i = 0; i < choices.answers().size(); i += request.parameters().n()) {
            cached += choices.answers().get(i).cachedTokens();
        }
        return new UsageCounts(prompt, choices.generatedTokens(), cached, null);
    }
}
