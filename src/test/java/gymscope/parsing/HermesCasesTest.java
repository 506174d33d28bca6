package gymscope.parsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** vLLM's own results for hermes texts. */
class HermesCasesTest {

    private static final Path FOLDER = Path.of(System.getProperty("gymscope.vectors", "../shared/vectors"));

    @TestFactory
    Stream<DynamicTest> agreesWithTheReference() throws IOException {
        return Stream.concat(cases("tool-parsers/hermes.json"), cases("tool-parsers-derived/hermes.json"))
                .map(one -> DynamicTest.dynamicTest(one.get("id").asString(), () -> check(one)));
    }

    private static Stream<JsonNode> cases(String file) throws IOException {
        assumeTrue(Files.exists(FOLDER.resolve(file)), "there are no vectors at " + FOLDER.resolve(file));
        return Json.elements(Json.parse(Files.readString(FOLDER.resolve(file))), "cases").stream();
    }

    private static void check(JsonNode one) {
        JsonNode reference = one.get("reference");
        List<String> calls = new ArrayList<>();
        String content;
        if (one.get("mode").asString().equals("streaming")) {
            Pieces pieces = Pieces.of(AnswerParser.hermes(false),
                    Json.elements(one, "deltas").stream().map(JsonNode::asString).toList());
            content = pieces.content();
            calls.addAll(pieces.calls());
        } else {
            ParsedAnswer answer = AnswerParser.hermes(false).parse(one.get("text").asString());
            content = answer.content() == null ? "" : answer.content();
            for (ToolCall call : answer.toolCalls()) {
                calls.add(call.name() + " " + call.arguments());
            }
        }
        assertThat(content).isEqualTo(reference.get("content").isNull() ? "" : reference.get("content").asString());
        assertThat(calls).containsExactlyElementsOf(Json.elements(reference, "tool_calls").stream()
                .map(call -> call.get("name").asString() + " " + call.get("arguments_text").asString()).toList());
    }
}
