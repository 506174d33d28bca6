package gymscope.servers.local;

import gymscope.convert.OutputItems;
import gymscope.servers.http.HttpCall;
import gymscope.servers.local.answer.AnswerStream;
import gymscope.servers.local.answer.Choices;
import gymscope.servers.local.request.ChatRequest;
import gymscope.servers.local.request.Conversation.Prompt;
import gymscope.servers.local.request.GenerationParameters;
import gymscope.servers.local.request.RequestReader;
import gymscope.servers.local.request.ServedModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /v1/chat/completions}. */
final class ChatEndpoint {

    private final ServedModel model;
    private final UnknownMembers unknown;

    ChatEndpoint(ServedModel model, UnknownMembers unknown) {
        this.model = model;
        this.unknown = unknown;
    }

    void handle(HttpCall call) throws InterruptedException {
        RequestReader reader = new RequestReader(call.json());
        ChatRequest request = ChatRequest.of(reader, model);
        unknown.tell(call, reader);
        Prompt prompt = request.conversation().prompt(model);
        ChatTurn turn = new ChatTurn(model, request, prompt, OutputItems.id("chatcmpl").replace('_', '-'),
                Instant.now().getEpochSecond());
        try (Choices choices = new Choices(start(request, prompt))) {
            try {
                if (request.streaming() == null) {
                    call.respond(200, ChatDocument.of(turn, choices.answers()));
                } else {
                    new ChatChunks(turn, request.streaming(), choices).send(call);
                }
            } finally {
                call.countTokens(choices.generatedTokens());
            }
        }
    }

    private List<AnswerStream> start(ChatRequest request, Prompt prompt) {
        GenerationParameters parameters = request.parameters();
        int maxTokens = model.maxTokens(request.maxTokens(), prompt.ids().length);
        List<AnswerStream> answers = new ArrayList<>();
        try {
            for (int i = 0; i < parameters.n(); i++) {
                int promptScores = i == 0 ? parameters.promptLogprobs() : -1;
                answers.add(AnswerStream.start(model.model(),
                        parameters.engineRequest(prompt.ids(), maxTokens, request.topLogprobs(), promptScores, i),
                        parameters.text()));
            }
        } catch (RuntimeException problem) {
            answers.forEach(AnswerStream::close);
            throw problem;
        }
        return answers;
    }
}
