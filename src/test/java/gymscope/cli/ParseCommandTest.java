package gymscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class ParseCommandTest {

    private static final String HERMES = "I look.\n<tool_call>\n{\"name\": \"tide\", \"arguments\": {\"port\": \"Brest\"}}\n</tool_call>";

    @TempDir
    private Path folder;

    private Path tools;
    private String out = "";

    @BeforeEach
    void writeTools() throws IOException {
        tools = Files.writeString(folder.resolve("tools.json"), """
                [{"type": "function", "function": {"name": "tide", "parameters": {"type": "object",
                  "properties": {"port": {"type": "string"}}, "required": ["port"]}}}]""");
    }

    private int run(String text, String... arguments) throws IOException {
        StringWriter printed = new StringWriter();
        CommandLine command = new CommandLine(new ParseCommand()).setOut(new PrintWriter(printed));
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = Files.writeString(folder.resolve("text.txt"), text).toString();
        int code = command.execute(all);
        out = printed.toString();
        return code;
    }

    @Test
    void peopleGetLabelledParts() throws IOException {
        assertThat(run(HERMES, "--parser", "hermes", "--tools", tools.toString())).isZero();
        assertThat(out).contains("Content    I look.").contains("Call 1     tide {\"port\": \"Brest\"}  (characters 8 to");
    }

    @Test
    void jsonHasTheDocumentedForm() throws IOException {
        run(HERMES, "--parser", "hermes", "--json");
        JsonNode result = Json.parse(out);
        assertThat(result.path("tool_calls").path(0).path("arguments").path("port").asString()).isEqualTo("Brest");
        assertThat(result.path("tool_calls").path(0).path("span").path(0).asInt()).isEqualTo(8);
        assertThat(result.has("reason")).isFalse();
    }

    @Test
    void aParserThatFindsNothingSaysWhy() throws IOException {
        run(HERMES.substring(8), "--parser", "qwen3_coder", "--json");
        JsonNode result = Json.parse(out);
        assertThat(result.path("content").isNull()).isTrue();
        assertThat(result.path("reason").asString()).contains("neither calls nor content").contains("which hermes reads");
        run(HERMES.substring(8), "--parser", "qwen3_coder");
        assertThat(out).contains("Neither reasoning nor content nor calls.").contains("which hermes reads");
    }

    @Test
    void allParsersAreRanked() throws IOException {
        run(HERMES, "--parser", "all", "--tools", tools.toString());
        assertThat(out).startsWith("JSON body inside <tool_call>: hermes (").contains("parsers find no call.");
        run(HERMES, "--parser", "all", "--tools", tools.toString(), "--json");
        JsonNode ranking = Json.parse(out);
        assertThat(ranking.path("best").asString()).isEqualTo("hermes");
        assertThat(ranking.path("parsers").path(0).path("calls").asInt()).isEqualTo(1);
        assertThat(ranking.path("parsers").size()).isGreaterThan(30);
    }

    @Test
    void aStreamShowsEachPieceWhenItBecomesKnown() throws IOException {
        run("<think>a</think>b", "--reasoning", "deepseek_r1", "--stream", "--json");
        assertThat(out.lines().map(Json::parse).map(line -> line.path("type").asString("result"))).containsExactly("reasoning",
                "content", "result");
        run("<think>a</think>b", "--reasoning", "deepseek_r1", "--stream");
        assertThat(out.lines().findFirst().orElse("")).isEqualTo("     8  reasoning  \"a\"");
    }

    @Test
    void aDiagnosisNamesWhatIsLostAndWhatWasMeant() throws IOException {
        run("<tool_call>{'name': 'tide', 'arguments': {}}</tool_call>", "--parser", "hermes", "--diagnose");
        assertThat(out).contains("What is lost:").contains("single quotes").contains("read leniently:").contains("tide {}");
        run("<tool_call>{'name': 'tide', 'arguments': {}}</tool_call>", "--parser", "hermes", "--diagnose", "--json");
        JsonNode diagnosis = Json.parse(out);
        assertThat(diagnosis.path("meant").path("reader").asString()).isEqualTo("lenient");
        assertThat(diagnosis.path("findings").path(0).path("span").size()).isEqualTo(2);
    }
}
