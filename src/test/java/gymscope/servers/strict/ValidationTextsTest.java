package gymscope.servers.strict;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.VectorCases;
import gymscope.config.GymscopeSettings.Compat;
import gymscope.servers.ModelServerRig;
import gymscope.servers.http.Wire;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The 422 answers of strict servers, to the letter. */
class ValidationTextsTest {

    private static final String SETTINGS = "{\"openai_base_url\":\"<upstream>/v1\",\"openai_api_key\":\"k\",\"openai_model\":\"up-model\"}";

    @Test
    void responsesNameThePageThatExplainsEachErrorAndChatDoesNot() throws Exception {
        try (ModelServerRig rig = new ModelServerRig("openai_model", SETTINGS, Compat.STRICT)) {
            String missing = rig.post("/v1/responses", "{\"model\":\"x\"}");
            assertThat(Wire.status(missing)).isEqualTo(422);
            assertThat(Wire.bodyOf(missing)).isEqualTo("{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\",\"input\"],"
                    + "\"msg\":\"Field required\",\"input\":{\"model\":\"x\"},"
                    + "\"url\":\"https://errors.pydantic.dev/2.14/v/missing\"}]}");

            assertThat(Wire.bodyOf(rig.post("/v1/chat/completions", "{\"messages\":[],\"stream\":\"true\"}")))
                    .isEqualTo("{\"detail\":[{\"type\":\"literal_error\",\"loc\":[\"body\",\"stream\"],"
                            + "\"msg\":\"Input should be False\",\"input\":\"true\",\"ctx\":{\"expected\":\"False\"}}]}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai.responses", "openai.chat"})
    void theyAreThoseThatWereRecorded(String name) throws Exception {
        Path file = VectorCases.folder().resolve("golden/models/" + name + ".jsonl");
        Assumptions.assumeTrue(Files.exists(file), "There are no recordings at %s.".formatted(file));
        List<JsonNode> refusals = refusals(file);
        assertThat(refusals).isNotEmpty();
        try (ModelServerRig rig = new ModelServerRig("openai_model", SETTINGS, Compat.STRICT)) {
            for (JsonNode one : refusals) {
                JsonNode request = one.path("request");
                JsonNode got = rig.json(request.path("path").asString(), Json.write(request.path("body")));
                VectorCases.assertSame(one.path("case").asString(), one.path("response").path("body"), got, 0);
            }
        }
    }

    private static List<JsonNode> refusals(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Json::parse)
                .filter(one -> one.path("response").path("status").asInt(0) == 422).toList();
    }
}
