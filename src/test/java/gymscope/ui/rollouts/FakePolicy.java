package gymscope.ui.rollouts;

import gymscope.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Responses endpoint that knows the answers of the sample questions and gives three in four of them, calls the weather
 * tool once, and finds every eleventh prompt too long. It answers only as often as it is let.
 */
final class FakePolicy implements AutoCloseable {

    private static final Pattern WORD = Pattern.compile("\\s*\\S+");
    private static final Path SAMPLES = Path.of("sample-data", "mcqa.jsonl");

    private final MockWebServer server = new MockWebServer();
    private final Semaphore answers;
    private final Map<String, String> expected = new HashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    /**
     * @param answers how often it answers before it waits for {@link #let}
     */
    FakePolicy(int answers) throws IOException {
        this.answers = new Semaphore(answers);
        for (String line : Files.readAllLines(SAMPLES)) {
            JsonNode row = Json.parse(line);
            expected.put(question(row.path("responses_create_params")), String.valueOf(Json.text(row, "expected_answer")));
        }
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                return answer(request);
            }
        });
        server.start();
    }

    /** Lets it answer so many times more. */
    void let(int more) {
        answers.release(more);
    }

    /** Writes the configuration of a model server that passes its calls on to this. */
    Path config(Path folder) throws IOException {
        return Files.writeString(folder.resolve("fake_model.yaml"), """
                policy_model:
                  responses_api_models:
                    openai_model:
                      entrypoint: app.py
                      openai_base_url: %s
                      openai_api_key: a-key-of-the-test
                      openai_model: fake-policy
                """.formatted(server.url("/v1")));
    }

    private MockResponse answer(RecordedRequest request) throws InterruptedException {
        if (request.getUrl().encodedPath().endsWith("/models")) {
            ObjectNode list = Json.object().put("object", "list");
            list.putArray("data").addObject().put("id", "fake-policy").put("object", "model");
            return json(200, list);
        }
        answers.acquire();
        JsonNode body = Json.parse(Objects.requireNonNull(request.getBody()).utf8());
        int number = asked.incrementAndGet();
        String question = question(body);
        if (Math.floorMod(question.hashCode(), 11) == 0) {
            return json(400,
                    Json.object().set("error", Json.object().put("message", "The prompt is longer than the context length.")
                            .put("type", "invalid_request_error").put("code", "context_length_exceeded")));
        }
        ArrayNode output = Json.array();
        boolean hasResult = Json.elements(body, "input").stream().anyMatch(item -> item.has("output"));
        if (!Json.elements(body, "tools").isEmpty() && !hasResult) {
            output.add(Json.object().put("type", "function_call").put("id", "fc_" + number).put("call_id", "call_" + number)
                    .put("name", "get_weather").put("arguments", "{\"city\":\"Oslo\"}").put("status", "completed"));
        } else {
            output.add(message(number, text(question, hasResult)));
        }
        ObjectNode response = Json.object().put("id", "resp_" + number).put("object", "response").put("created_at", 1_700_000_000)
                .put("status", "completed").put("model", "fake-policy").put("parallel_tool_calls", true)
                .put("tool_choice", "auto");
        response.putArray("tools");
        response.set("output", output);
        int length = Json.write(output).length() / 12;
        ObjectNode usage = response.putObject("usage");
        usage.put("input_tokens", 62).put("output_tokens", length).put("total_tokens", 62 + length);
        usage.putObject("input_tokens_details").put("cached_tokens", 24);
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        return json(200, response);
    }

    private String text(String question, boolean hasResult) {
        if (hasResult) {
            return "It is cold in Oslo today. Take a coat.";
        }
        String right = expected.getOrDefault(question, "A");
        String given = Math.floorMod(question.hashCode(), 4) == 0 ? (right.equals("A") ? "B" : "A") : right;
        return "I compare the options one by one and keep the one that fits. The answer is \\boxed{%s}.".formatted(given);
    }

    private static ObjectNode message(int number, String text) {
        ObjectNode message = Json.object().put("type", "message").put("id", "msg_" + number).put("role", "assistant")
                .put("status", "completed");
        ObjectNode part = message.putArray("content").addObject().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        ArrayNode logprobs = part.putArray("logprobs");
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            String word = words.group();
            double logprob = -0.02 - Math.floorMod(word.hashCode(), 7) * 0.21;
            ObjectNode entry = logprobs.addObject().put("token", word).put("logprob", logprob);
            ArrayNode bytes = entry.putArray("bytes");
            for (byte one : word.getBytes(StandardCharsets.UTF_8)) {
                bytes.add(one & 0xFF);
            }
            entry.putArray("top_logprobs").addObject().put("token", word).put("logprob", logprob);
        }
        return message;
    }

    private static String question(JsonNode request) {
        List<JsonNode> input = Json.elements(request, "input");
        return input.stream().filter(item -> "user".equals(Json.text(item, "role"))).findFirst()
                .map(item -> textOf(item.path("content"))).orElse("");
    }

    private static String textOf(JsonNode content) {
        return content.isString() ? content.asString() : String.valueOf(Json.text(content.path(0), "text"));
    }

    private static MockResponse json(int status, JsonNode body) {
        return new MockResponse.Builder().code(status).setHeader("Content-Type", "application/json").body(Json.write(body))
                .build();
    }

    @Override
    public void close() {
        answers.release(100_000);
        server.close();
    }
}
