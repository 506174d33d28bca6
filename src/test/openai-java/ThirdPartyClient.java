import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * OpenAI's own Java client against one of our servers, as a program of its own: its libraries (OkHttp 4, Jackson 2) stay
 * away from ours. Prints one line a result, which the test compares.
 *
 * usage: ThirdPartyClient BASE_URL KEY MODEL QUESTION...; each question is one of the words below
 */
public class ThirdPartyClient {

    private static final String WEATHER = "What is the weather in Oslo?";

    private final OpenAIClient client;
    private final String model;

    ThirdPartyClient(OpenAIClient client, String model) {
        this.client = client;
        this.model = model;
    }

    public static void main(String[] arguments) {
        OpenAIClient client = OpenAIOkHttpClient.builder().baseUrl(arguments[0]).apiKey(arguments[1]).maxRetries(0).build();
        ThirdPartyClient program = new ThirdPartyClient(client, arguments[2]);
        for (String question : List.of(arguments).subList(3, arguments.length)) {
            System.out.println(question + ": " + program.ask(question));
        }
        client.close();
    }

    private String ask(String question) {
        try {
            return switch (question) {
                case "models" -> client.models().list().data().stream().map(one -> one.id()).collect(Collectors.joining(","));
                case "model" -> client.models().retrieve(model).ownedBy();
                case "chat" -> shown(client.chat().completions().create(chat("Say hello.").build()));
                case "logprobs" -> logprobs(client.chat().completions()
                        .create(chat("Say hello.").logprobs(true).topLogprobs(3).build()));
                case "chat-stream" -> shown(streamed(chat("Say hello.").build()));
                case "tools" -> shown(client.chat().completions().create(chat(WEATHER).addTool(chatTool()).build()));
                case "tools-stream" -> shown(streamed(chat(WEATHER).addTool(chatTool()).build()));
                case "response" -> shown(client.responses().create(response("Say hello.").build()));
                case "response-stream" -> shown(streamed(response("Say hello.").build()));
                case "response-tools" -> shown(client.responses().create(response(WEATHER).addTool(tool()).build()));
                case "response-tools-stream" -> shown(streamed(response(WEATHER).addTool(tool()).build()));
                case "wrong-model" -> shown(client.chat().completions().create(chat("Hi").model("gpt-9").build()));
                case "wrong-value" -> shown(client.chat().completions().create(chat("Hi").topP(7.0).build()));
                default -> "no such question";
            };
        } catch (OpenAIServiceException refused) {
            return "%s %d %s %s".formatted(refused.getClass().getSimpleName(), refused.statusCode(), refused.param().orElse("-"),
                    refused.code().orElse("-"));
        }
    }

    private ChatCompletionCreateParams.Builder chat(String message) {
        return ChatCompletionCreateParams.builder().model(model).temperature(0.0).addUserMessage(message);
    }

    private ResponseCreateParams.Builder response(String input) {
        return ResponseCreateParams.builder().model(model).temperature(0.0).input(input);
    }

    private ChatCompletion streamed(ChatCompletionCreateParams params) {
        ChatCompletionAccumulator all = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> chunks = client.chat().completions().createStreaming(params)) {
            chunks.stream().forEach(all::accumulate);
        }
        return all.chatCompletion();
    }

    private Response streamed(ResponseCreateParams params) {
        ResponseAccumulator all = ResponseAccumulator.create();
        try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(params)) {
            events.stream().forEach(event -> all.accumulate(event.validate()));
        }
        return all.response();
    }

    private static String shown(ChatCompletion answer) {
        ChatCompletion.Choice choice = answer.validate().choices().getFirst();
        String calls = choice.message().toolCalls().orElse(List.of()).stream().map(call -> call.asFunction())
                .map(ChatCompletionMessageFunctionToolCall::function).map(call -> call.name() + call.arguments())
                .collect(Collectors.joining(","));
        return choice.message().content().orElse("") + calls + " (" + choice.finishReason().asString() + ")";
    }

    private static String logprobs(ChatCompletion answer) {
        return answer.validate().choices().getFirst().logprobs().orElseThrow().content().orElseThrow().stream()
                .map(token -> token.token() + "/" + token.topLogprobs().size()).collect(Collectors.joining(" "));
    }

    private static String shown(Response answer) {
        String output = answer.validate().output().stream().map(item -> {
            if (item.isFunctionCall()) {
                ResponseFunctionToolCall call = item.asFunctionCall();
                return call.name() + call.arguments();
            }
            return item.asMessage().content().getFirst().asOutputText().text();
        }).collect(Collectors.joining(","));
        return output + " (" + answer.status().orElseThrow().asString() + ", "
                + answer.usage().orElseThrow().outputTokens() + " tokens)";
    }

    private static Map<String, Object> schema() {
        return Map.of("type", "object", "properties", Map.of("city", Map.of("type", "string", "description", "City name")),
                "required", List.of("city"));
    }

    private static ChatCompletionFunctionTool chatTool() {
        FunctionParameters.Builder parameters = FunctionParameters.builder();
        schema().forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
        return ChatCompletionFunctionTool.builder().function(FunctionDefinition.builder().name("get_weather")
                .description("Get the weather in a city").parameters(parameters.build()).build()).build();
    }

    private static FunctionTool tool() {
        FunctionTool.Parameters.Builder parameters = FunctionTool.Parameters.builder();
        schema().forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
        return FunctionTool.builder().name("get_weather").description("Get the weather in a city").strict(true)
                .parameters(parameters.build()).build();
    }
}
