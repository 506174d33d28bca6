package gymscope.servers.local;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.ApiRequest;
import gymscope.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The Responses endpoint: items, token fields, log probabilities, events. */
class ResponsesTest {

    static final String TOOL = """
            {"type": "function", "name": "get_weather", "description": "Get the weather in a city", "parameters": {"type": "object",
             "properties": {"city": {"type": "string", "description": "City name"}}, "required": ["city"]}, "strict": true}""";

    private static DemoServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new DemoServer("demo");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersWithAMessageThatCarriesTheTokens() {
        JsonNode response = server.ok("/responses", """
                {"input": [{"role": "user", "content": "Say hello."}], "temperature": 0, "top_logprobs": 2,
                 "include": ["message.output_text.logprobs"], "metadata": {"a": "b"}}""");
        assertThat(response.size()).isEqualTo(30);
        assertThat(response.path("status").asString()).isEqualTo("completed");
        assertThat(response.path("model").asString()).isEqualTo("gymscope-demo");
        assertThat(response.at("/metadata/a").asString()).isEqualTo("b");
        JsonNode item = response.at("/output/0");
        assertThat(item.path("type").asString()).isEqualTo("message");
        assertThat(item.at("/content/0/text").asString()).isEqualTo("Hello! How can I help you today?");
        assertThat(Json.elements(item.at("/content/0"), "logprobs")).hasSize(9)
                .allSatisfy(entry -> assertThat(Json.elements(entry, "top_logprobs")).hasSize(2));
        assertThat(Json.elements(item, "prompt_token_ids")).hasSize(11);
        assertThat(Json.elements(item, "generation_token_ids")).hasSize(10);
        assertThat(Json.elements(item, "generation_log_probs")).hasSize(10);
        assertThat(response.at("/usage/input_tokens").asInt()).isEqualTo(11);
        assertThat(response.at("/usage/output_tokens").asInt()).isEqualTo(10);
        assertThat(response.at("/usage/total_tokens").asInt()).isEqualTo(21);
    }

    @Test
    void callsToolsAndReadsTheirResults() {
        ObjectNode request = Json.parseObject("""
                {"input": [{"role": "user", "content": "What is the weather in Oslo?"}], "temperature": 0, "tools": [%s]}"""
                .formatted(TOOL));
        JsonNode response = server.ok("/responses", Json.write(request));
        List<JsonNode> output = Json.elements(response, "output");
        assertThat(output).hasSize(1);
        JsonNode call = output.getFirst();
        assertThat(call.path("type").asString()).isEqualTo("function_call");
        assertThat(call.path("arguments").asString()).isEqualTo("{\"city\": \"Oslo\"}");
        assertThat(Json.elements(call, "generation_token_ids")).hasSize(22);
        ArrayNode input = (ArrayNode) request.get("input");
        input.add(call);
        input.addObject().put("type", "function_call_output").put("call_id", call.path("call_id").asString())
                .put("output", "{\"temperature\": 7, \"condition\": \"rainy\"}");
        JsonNode second = server.ok("/responses", Json.write(request));
        assertThat(second.at("/output/0/content/0/text").asString()).isEqualTo("The weather in Oslo is rainy, 7 °C.");
        List<JsonNode> prompt = Json.elements(second.at("/output/0"), "prompt_token_ids");
        List<JsonNode> before = new ArrayList<>(Json.elements(call, "prompt_token_ids"));
        before.addAll(Json.elements(call, "generation_token_ids"));
        assertThat(prompt.subList(0, before.size())).isEqualTo(before);
    }

    @Test
    void thinks() {
        JsonNode response = server.ok("/responses",
                "{\"input\": \"What is the capital of Italy?\", \"temperature\": 0, \"reasoning\": {\"effort\": \"low\"}}");
        assertThat(Json.elements(response, "output").stream().map(item -> item.path("type").asString())).containsExactly(
                "reasoning",
                "message");
        assertThat(response.at("/output/0/summary/0/text").asString()).isEqualTo("The capital of Italy is Rome.\n");
        assertThat(response.at("/output/0").has("generation_token_ids")).isFalse();
        assertThat(response.at("/output/1/content/0/text").asString()).isEqualTo("The capital of Italy is Rome.");
        assertThat(response.at("/usage/output_tokens_details/reasoning_tokens").asInt()).isEqualTo(10);
    }

    @Test
    void isIncompleteAtItsLimit() {
        JsonNode response = server.ok("/responses", "{\"input\": \"Say hello.\", \"temperature\": 0, \"max_output_tokens\": 3}");
        assertThat(response.path("status").asString()).isEqualTo("incomplete");
        assertThat(response.at("/incomplete_details/reason").asString()).isEqualTo("max_output_tokens");
    }

    @Test
    void takesInstructionsAndFurtherParameters() {
        JsonNode response = server.ok("/responses", """
                {"input": "Say hello.", "instructions": "You are a helpful assistant.", "temperature": 0, "top_k": 1, "seed": 3,
                 "stop": ["help"], "store": true, "truncation": "disabled", "parallel_tool_calls": true, "tool_choice": "auto",
                 "tools": []}""");
        assertThat(response.at("/output/0/content/0/text").asString()).doesNotContain("help");
        assertThat(response.path("instructions").asString()).isEqualTo("You are a helpful assistant.");
    }

    @Test
    void sendsEventsInOrder() {
        ObjectNode body = Json.parseObject("""
                {"input": "What is the weather in Oslo?", "temperature": 0, "stream": true, "tools": [%s],
                 "chat_template_kwargs": {"enable_thinking": true}}""".formatted(TOOL));
        List<JsonNode> events = new ArrayList<>();
        server.client().newCall(ApiRequest.post(server.endpoint(), "/responses", body)).stream(event -> {
            JsonNode json = event.json();
            if (json != null) {
                assertThat(event.event().event()).isEqualTo(json.path("type").asString());
                events.add(json);
            }
        });
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("sequence_number").asInt()).isEqualTo(i);
        }
        List<String> types = events.stream().map(event -> event.path("type").asString().replace("response.", "")).toList();
        List<String> squeezed = new ArrayList<>();
        types.stream().filter(type -> squeezed.isEmpty() || !squeezed.getLast().equals(type)).forEach(squeezed::add);
        assertThat(squeezed).containsExactly("created", "in_progress", "output_item.added", "reasoning_summary_part.added",
                "reasoning_summary_text.delta", "reasoning_summary_text.done", "reasoning_summary_part.done", "output_item.done",
                "output_item.added", "function_call_arguments.delta", "function_call_arguments.done", "output_item.done",
                "completed");
        assertThat(types.stream().filter("function_call_arguments.delta"::equals)).hasSizeGreaterThan(2);
        JsonNode last = events.getLast().path("response");
        assertThat(last.at("/output/1/name").asString()).isEqualTo("get_weather");
        assertThat(last.at("/output/1").has("generation_token_ids")).isTrue();
        assertThat(last.at("/output/0").has("generation_token_ids")).isFalse();
    }

    @Test
    void refusesByName() {
        assertThat(server.refusal("/responses", "{}").path("message").asString()).contains("input");
        assertThat(server.refusal("/responses", "{\"input\": [{\"type\": \"mcp_call\"}]}").path("message").asString())
                .contains("mcp_call");
        for (String member : List.of("\"background\": true", "\"previous_response_id\": \"resp_1\"", "\"n\": 2",
                "\"text\": {\"format\": {\"type\": \"json_schema\"}}", "\"include\": [\"file_search_call.results\"]",
                "\"tool_choice\": \"required\", \"tools\": [%s]".formatted(TOOL), "\"tools\": [{\"type\": \"web_search\"}]")) {
            assertThat(server.refusal("/responses", "{\"input\": \"x\", %s}".formatted(member)).path("type").asString())
                    .as(member)
                    .isEqualTo("invalid_request_error");
        }
    }
}
