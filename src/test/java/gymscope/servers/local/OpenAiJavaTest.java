package gymscope.servers.local;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.servers.ThirdPartyClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** OpenAI's own Java client talks to the local model; it validates every document and event by its own types. */
class OpenAiJavaTest {

    private static final String GREETING = "Hello! How can I help you today?";
    private static final String CALL = "get_weather{\"city\": \"Oslo\"}";

    @Test
    void understandsEveryAnswer() throws Exception {
        try (DemoServer server = new DemoServer("demo")) {
            Map<String, String> answers = ThirdPartyClient.ask(server.base(), server.token(), "gymscope-demo", "models", "model",
                    "chat", "logprobs", "chat-stream", "tools", "tools-stream", "response", "response-stream", "response-tools",
                    "response-tools-stream", "wrong-model", "wrong-value");
            assertThat(answers).containsEntry("models", "gymscope-demo").containsEntry("model", "gymscope")
                    .containsEntry("chat", GREETING + " (stop)").containsEntry("chat-stream", GREETING + " (stop)")
                    .containsEntry("logprobs", "Hello/3 !/3  How/3  can/3  I/3  help/3  you/3  today/3 ?/3 <|im_end|>/3")
                    .containsEntry("tools", CALL + " (tool_calls)").containsEntry("tools-stream", CALL + " (tool_calls)")
                    .containsEntry("response", GREETING + " (completed, 10 tokens)")
                    .containsEntry("response-stream", GREETING + " (completed, 10 tokens)")
                    .containsEntry("response-tools", CALL + " (completed, 22 tokens)")
                    .containsEntry("response-tools-stream", CALL + " (completed, 22 tokens)")
                    .containsEntry("wrong-model", "NotFoundException 404 model model_not_found")
                    .containsEntry("wrong-value", "BadRequestException 400 top_p -");
        }
    }
}
