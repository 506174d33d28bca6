package gymscope.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The weather tool, its mistakes in the words of NeMo Gym, and the registry. */
class SingleToolCallTest {

    private final Session session = Environments.create("example_single_tool_call", Json.object()).seed(Json.object());

    @Test
    void theWeatherIsCold() {
        assertThat(session.callTool("get_weather", Json.parse("{\"city\": \"Zürich\"}")))
                .isEqualTo("{\"city\":\"Zürich\",\"weather_description\":\"The weather in Zürich is cold.\"}");
    }

    @Test
    void mistakesOfTheModelAreTexts() {
        assertThat(session.callTool("get_nothing", Json.object())).isEqualTo("{\"detail\":\"Not Found\"}");
        assertThat(session.callTool("get_weather", Json.parse("{\"town\":\"Oslo\"}"))).isEqualTo(
                "{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\",\"city\"],\"msg\":\"Field required\",\"input\":{\"town\":\"Oslo\"}}]}");
        assertThat(session.callTool("get_weather", Json.parse("{\"city\":7}"))).isEqualTo(
                "{\"detail\":[{\"type\":\"string_type\",\"loc\":[\"body\",\"city\"],\"msg\":\"Input should be a valid string\",\"input\":7}]}");
        assertThat(session.callTool("get_weather", null)).contains("\"loc\":[\"body\"]");
        assertThat(session.callTool("get_weather", Json.parse("[1]"))).contains("model_attributes_type");
        assertThat(session.callTool("verify", Json.object())).isEqualTo("{\"detail\":\"Not Found\"}");
    }

    @Test
    void verifyResponsesCarryAllParameters() {
        ObjectNode request = Json.parseObject("""
                {"responses_create_params": {"input": [{"role": "user", "content": "hi"}], "temperature": 0.5, "own": 1},
                 "response": {"output": []}, "other": 2}""");
        ObjectNode verified = session.verify(request);
        assertThat(verified.propertyNames()).containsExactly("responses_create_params", "response", "reward");
        assertThat(verified.path("reward").asDouble()).isEqualTo(1);
        assertThat(Json.write(verified.path("responses_create_params"))).isEqualTo(
                "{\"background\":null,\"include\":null,\"input\":[{\"role\":\"user\",\"content\":\"hi\",\"type\":\"message\"}],"
                        + "\"instructions\":null,\"max_output_tokens\":null,\"max_tool_calls\":null,\"metadata\":null,\"model\":null,"
                        + "\"parallel_tool_calls\":true,\"previous_response_id\":null,\"prompt\":null,\"reasoning\":null,"
                        + "\"service_tier\":null,\"store\":null,\"temperature\":0.5,\"text\":null,\"tool_choice\":\"auto\",\"tools\":[],"
                        + "\"top_logprobs\":null,\"top_p\":null,\"truncation\":null,\"user\":null,\"stream\":null,\"own\":1}");
    }

    @Test
    void whatIsNotBuiltInIsRefusedByName() {
        assertThatThrownBy(() -> Environments.create("calendar", Json.object())).isInstanceOf(Fault.class)
                .hasMessageContaining("calendar");
        assertThatThrownBy(() -> Environments.create("mcqa", Json.object().put("expose_tools_over_mcp", true)))
                .hasMessageContaining("expose_tools_over_mcp");
        assertThatThrownBy(() -> Environments.create("mcqa", Json.object().put("grading_mode", "by_ear")))
                .hasMessage("The environment's settings ask for grading_mode by_ear, which does not exist.");
    }
}
