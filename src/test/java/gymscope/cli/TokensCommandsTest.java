package gymscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.VectorCases;
import gymscope.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** tokens show, diff, prefix and read over files as they are saved: output, faults and exit codes. */
class TokensCommandsTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void readTakesBodiesStreamsAndCases() throws IOException {
        Path body = write("body.json",
                "{\"text\": \"a\", \"output_ids\": [5], \"meta_info\": {\"finish_reason\": {\"type\": \"stop\"}}}");
        Path stream = write("answer.sse",
                "data: {\"choices\": [{\"index\": 0, \"delta\": {\"content\": \"b\"}, \"finish_reason\": \"stop\"}]}\n\ndata: [DONE]\n");
        Path one = write("case.json", "{\"id\": \"x\", \"status\": 401, \"body\": {\"error\": \"Unauthorized\"}}");

        assertThat(run("tokens", "read", body.toString(), stream.toString(), one.toString())).isZero();

        List<JsonNode> lines = lines();
        assertThat(lines).extracting(line -> line.path("source").asString()).containsExactly(body.toString(), stream.toString(),
                one.toString());
        assertThat(lines.get(0).at("/result/token_ids/0").asInt()).isEqualTo(5);
        assertThat(lines.get(1).at("/result/text").asString()).isEqualTo("b");
        assertThat(lines.get(1).at("/result/done").asBoolean()).isTrue();
        assertThat(lines.get(2).at("/result/error/kind").asString()).isEqualTo("auth");
    }

    @Test
    void readTakesExchangesAndJsonLines() throws IOException {
        Path lines = write("exchanges.jsonl", turn("1", "2", "-1") + "\n"
                + """
                        {"request": {"logprobs": true}, "response": "data: {\\"choices\\":[{\\"index\\":0,\\"delta\\":{\\"content\\":\\"b\\"},\\"finish_reason\\":\\"stop\\"}]}\\n\\ndata: [DONE]\\n"}
                        """);

        assertThat(run("tokens", "read", lines.toString())).isZero();

        assertThat(lines()).extracting(line -> line.path("source").asString()).containsExactly(lines + ":1", lines + ":2");
        assertThat(lines().get(0).at("/result/token_ids/0").asInt()).isEqualTo(2);
        assertThat(lines().get(1).at("/result/warnings/0").asString()).isEqualTo("logprobs_requested_but_absent");
    }

    @Test
    void readAnswersEveryCaseInOrderAndGoesOnAfterABadOne() throws IOException {
        Path cases = write("cases.jsonl", """
                {"id": 1, "body": {"choices": [{"text": "a"}]}}
                {"id": "two", "status": 200}
                {oops
                {"id": "four", "body": {"choices": [{"text": "d"}]}}
                """);

        assertThat(run("tokens", "read", "--cases", cases.toString())).isEqualTo(1);

        List<JsonNode> lines = lines();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0).path("id").asInt()).isEqualTo(1);
        assertThat(lines.get(0).at("/result/text").asString()).isEqualTo("a");
        assertThat(lines.get(1).path("error").asString()).contains("neither body nor sse");
        assertThat(lines.get(2).has("error")).isTrue();
        assertThat(lines.get(3).at("/result/text").asString()).isEqualTo("d");
    }

    @Test
    void readGivesTheRecordedResults() throws IOException {
        List<ObjectNode> recorded = new ArrayList<>();
        try (Stream<Path> files = Files.list(VectorCases.folder().resolve("responses"))) {
            for (Path file : files.sorted().toList()) {
                recorded.add(Json.parseObject(Files.readString(file)));
            }
        }
        Path cases = write("cases.jsonl", String.join("\n", recorded.stream().map(Json::write).toList()));

        assertThat(run("tokens", "read", "--cases", cases.toString())).isZero();

        List<JsonNode> lines = lines();
        for (int i = 0; i < recorded.size(); i++) {
            String id = recorded.get(i).path("id").asString();
            assertThat(lines.get(i).path("id").asString()).isEqualTo(id);
            VectorCases.assertContains(id, recorded.get(i).path("expected"), lines.get(i).path("result"), 1e-9);
        }
    }

    @Test
    void showReadsBackWhatItWrote() throws IOException {
        Path turn = write("turn.json", turn("1, 2", "3, 4", "-0.5", "-1.25"));
        assertThat(run("tokens", "show", "--json", turn.toString())).isZero();
        Path saved = write("trace.jsonl", out.toString());
        String first = lines().getFirst().path("trace").toString();
        out.getBuffer().setLength(0);

        assertThat(run("tokens", "show", "--json", saved.toString())).isZero();

        assertThat(lines().getFirst().path("trace")).hasToString(first);
    }

    @Test
    void showSaysWhatIsWrongWithAnAnswer() throws IOException {
        Path answer = write("answer.json",
                "{\"choices\": [{\"text\": \"\uFFFD\", \"logprobs\": {\"tokens\": [\"\uFFFD\"], \"token_logprobs\": [-0.5], \"top_logprobs\": [{\"\uFFFD\": -4.0, \"a\": -1.7}]}}]}");

        assertThat(run("tokens", "show", answer.toString())).isZero();

        assertThat(out.toString()).contains("warning: top logprobs key collision").contains("warning: replacement character");
    }

    @Test
    void diffTellsTheFirstDifferenceAndTheRatios() throws IOException {
        Path first = write("a.json", turn("1", "3, 4, 5", "-0.5", "-1.0", "-0.1"));
        Path second = write("b.json", turn("1", "3, 4, 9", "-0.5", "-2.0", "-0.1"));

        assertThat(run("tokens", "diff", first.toString(), second.toString())).isZero();
        assertThat(out.toString()).contains("The first difference is at token 2: “t5” against “t9”.")
                .contains("log π − log μ over 2 tokens: mean −0.5000")
                .contains("ratio π/μ outside 2×: 50.0 %, outside 5×: 0.0 %");
        out.getBuffer().setLength(0);
        assertThat(run("tokens", "diff", "--json", first.toString(), second.toString())).isZero();

        JsonNode comparison = lines().getFirst().path("comparison");
        assertThat(comparison.at("/divergence/position").asInt()).isEqualTo(2);
        assertThat(comparison.at("/ratios/k1").asDouble()).isEqualTo(0.5);
        assertThat(comparison.at("/ratios/worst/0/first_position").asInt()).isEqualTo(1);
        assertThat(comparison.at("/blocks/0/same").asBoolean()).isTrue();
    }

    @Test
    void diffComparesPairByPair() throws IOException {
        Path both = write("both.jsonl", turn("1", "3", "-0.5") + "\n" + turn("1", "3", "-0.75"));

        assertThat(run("tokens", "diff", both.toString())).isZero();
        assertThat(out.toString()).contains("The tokens are the same: 1 token.");
        assertThat(run("tokens", "diff", both.toString(), both.toString())).isZero();
        assertThat(out.toString()).contains("All 2 pairs");
        assertThat(run("tokens", "diff", both.toString(), write("one.json", turn("1", "3", "-1")).toString())).isEqualTo(2);
        assertThat(err.toString()).contains("holds 2 traces and").contains("Compare files with the same number of traces");
    }

    @Test
    void prefixTellsKeptFromBroken() throws IOException {
        String begin = turn("1, 2", "3, 4", "-1", "-1");
        Path kept = write("kept.jsonl", begin + "\n" + turn("1, 2, 3, 4, 5", "6", "-1"));
        Path broken = write("broken.jsonl", begin + "\n" + turn("1, 2, 3, 7, 5", "6", "-1"));

        assertThat(run("tokens", "prefix", kept.toString())).isZero();
        assertThat(out.toString()).contains("The prompt keeps all 4 tokens of the turn before and adds 1.")
                .contains("1 kept, 0 broken");
        out.getBuffer().setLength(0);
        assertThat(run("tokens", "prefix", "--json", broken.toString())).isEqualTo(1);

        JsonNode check = lines().getFirst().path("check");
        assertThat(check.path("kept").asBoolean()).isFalse();
        assertThat(check.path("position").asInt()).isEqualTo(3);
        assertThat(check.path("in").asString()).isEqualTo("generation");
        assertThat(check.path("found_id").asInt()).isEqualTo(7);
        assertThat(check.path("cause").asString()).isEqualTo("undetermined");
    }

    @Test
    void prefixChecksTheTurnsOfEachRollout() throws IOException {
        String row = """
                {"reward": 1.0, "response": {"output": [
                 {"type": "function_call", "prompt_token_ids": [1, 2], "generation_token_ids": [3], "generation_log_probs": [-1]}, {"type": "function_call_output"},
                 {"type": "message", "content": [], "prompt_token_ids": [1, 2, %d, 9], "generation_token_ids": [5], "generation_log_probs": [-1]}]}}""";
        Path rows = write("rollouts.jsonl",
                (row.formatted(3) + "\n" + row.formatted(4)).replace("\n ", " ").replace("output\": [\n", "output\": ["));

        assertThat(run("tokens", "prefix", rows.toString())).isEqualTo(1);

        assertThat(out.toString()).contains(rows + ":1 item 2 message: The prompt keeps all 3 tokens")
                .contains(rows + ":2 item 2 message: Token 2 of the generation differs: 3 became 4").contains("1 kept, 1 broken");
    }

    @Test
    void badInputIsASentenceAndAHint() throws IOException {
        Path unknown = write("unknown.json", "{\"answer\": \"x\", \"foo\": 3}");

        assertThat(run("tokens", "show", unknown.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("in no known dialect").contains("Recognised: /answer (text).")
                .contains("Not recognised: /foo.");
        err.getBuffer().setLength(0);
        assertThat(run("tokens", "prefix", write("one.json", turn("1", "2", "-1")).toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("There is only one turn");
        err.getBuffer().setLength(0);
        assertThat(run("tokens", "read", "--cases", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("There is no file");
        assertThat(run("tokens")).isEqualTo(2);
        assertThat(run("tokens", "read")).isEqualTo(2);
    }

    private static String turn(String prompt, String ids, String... logprobs) {
        List<String> entries = new ArrayList<>();
        String[] tokens = ids.split(", ", -1);
        for (int i = 0; i < tokens.length; i++) {
            entries.add("{\"token\": \"t%s\", \"logprob\": %s, \"top_logprobs\": []}".formatted(tokens[i], logprobs[i]));
        }
        return """
                {"request": {}, "response": {"prompt_token_ids": [%s], "choices": [{"index": 0, "message": {"content": "x"}, "finish_reason": "stop",
                 "token_ids": [%s], "logprobs": {"content": [%s]}}]}}"""
                .formatted(prompt, ids, String.join(", ", entries)).replace("\n", "");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<JsonNode> lines() {
        return out.toString().lines().map(Json::parse).toList();
    }

    private int run(String... arguments) {
        return GymscopeCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }
}
