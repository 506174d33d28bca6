package gymscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Json;
import gymscope.workspace.ApplicationHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** template render and lint as a script meets them: files of each kind, variables, cases, and what bad input gets. */
class TemplateCommandTest {

    private static final String TEMPLATE = "{{ bos_token }}{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}"
            + "{% if tools %}T{{ tools | length }}{% endif %}{% if add_generation_prompt %}<assistant>{{ mood }}{% endif %}";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsThePromptToTheCharacter() throws IOException {
        assertThat(run("template", "render", file("t.jinja", TEMPLATE), "--messages", messages(), "--var", "mood=calm"))
                .isZero();
        assertThat(out.toString()).isEqualTo("<user>hi<assistant>calm");
    }

    @Test
    void takesToolsFromTheRequestOrAFile() throws IOException {
        String request = file("r.json", "{\"messages\": [], \"tools\": [{}, {}], \"chat_template_kwargs\": {\"mood\": 3}}");
        String template = file("t.jinja", TEMPLATE);
        assertThat(run("template", "render", template, "--messages", request)).isZero();
        assertThat(run("template", "render", template, "--messages", request, "--tools", file("tools.json", "[{}]"),
                "--no-generation-prompt")).isZero();
        assertThat(out.toString()).isEqualTo("T2<assistant>3T1");
    }

    @Test
    void readsATokenizerConfigurationWithItsTokens() throws IOException {
        ObjectNode config = Json.object().put("bos_token", "<s>").put("add_bos_token", true);
        config.putArray("chat_template").add(Json.object().put("name", "default").put("template", TEMPLATE))
                .add(Json.object().put("name", "tool_use").put("template", "with tools"));
        String file = file("tokenizer_config.json", Json.write(config));

        assertThat(run("template", "render", file, "--messages", messages())).isZero();
        assertThat(run("template", "render", file, "--messages", messages(), "--tools", file("tools.json", "[{}]"))).isZero();
        assertThat(out.toString()).isEqualTo("<s><user>hi<assistant>with tools");
        assertThat(run("template", "render", file, "--messages", messages(), "--name", "rag")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no template named rag.").contains("default, tool_use");
    }

    @Test
    void readsAModelWithItsTemplateAndTokens() throws IOException {
        String model = ApplicationHome.locate().demoModel().toString();
        assertThat(run("template", "render", model, "--messages", messages(), "--var", "enable_thinking=true")).isZero();
        assertThat(out.toString()).isEqualTo("<|im_start|>user\nhi<|im_end|>\n<|im_start|>assistant\n<think>\n");

        out.getBuffer().setLength(0);
        assertThat(run("template", "lint", "--json", model)).isEqualTo(1);
        JsonNode json = Json.parse(out.toString());
        assertThat(json.get("variables")).extracting(JsonNode::asString).containsExactly("add_generation_prompt",
                "enable_thinking", "messages", "tools");
        assertThat(json.get("findings")).extracting(finding -> finding.get("id").asString()).containsExactly("thinking-stripped");
    }

    @Test
    void aModelThatIsNoneOrCutShortIsRefusedByName() throws IOException {
        byte[] model = Files.readAllBytes(ApplicationHome.locate().demoModel());
        Path cut = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(model, 3000));
        assertThat(run("template", "lint", cut.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("cut.gguf ends in the middle of its head: it is truncated.");
        assertThat(run("template", "lint", file("list.gguf", "[{\"role\": \"user\"}]"))).isEqualTo(2);
        assertThat(err.toString()).contains("list.gguf: It is a JSON list, and no chat template.");
        assertThat(run("template", "lint", file("empty.jinja", "No more than this."))).isEqualTo(1);
        assertThat(err.toString()).contains("It takes no variables.");
    }

    @Test
    void tellsWhereEachStretchCameFrom() throws IOException {
        assertThat(run("template", "render", "--json", file("t.jinja", TEMPLATE), "--messages", messages())).isZero();
        JsonNode json = Json.parse(out.toString());
        assertThat(json.get("text").asString()).isEqualTo("<user>hi<assistant>");
        assertThat(json.at("/stretches/1/path").asString()).isEqualTo("messages[0].role");
        assertThat(json.at("/stretches/3/path").asString()).isEqualTo("messages[0].content");
    }

    @Test
    void answersCasesLineByLine() throws IOException {
        String cases = file("cases.jsonl", """
                {"id": "a", "template": "{{ x }}{{ strftime_now('%Y') }}", "context": {"x": 1}, "now": "2026-01-02T03:04:05"}
                {"id": "b", "template": "{{ raise_exception('Not so.') }}", "context": {}}
                {"id": "c", "context": {}}
                """);
        assertThat(run("template", "render", "--cases", cases)).isEqualTo(1);
        List<String> lines = out.toString().lines().toList();
        assertThat(Json.parse(lines.get(0)).get("result").asString()).isEqualTo("12026");
        assertThat(Json.parse(lines.get(1)).get("error").asString()).contains("Not so.");
        assertThat(Json.parse(lines.get(2)).get("id").asString()).isEqualTo("c");
        assertThat(Json.parse(lines.get(2)).has("error")).isTrue();
    }

    @Test
    void lintTellsAndExitsByWeight() throws IOException {
        assertThat(run("template", "lint", file("t.jinja", TEMPLATE))).isEqualTo(1);
        assertThat(out.toString()).contains("calls-dropped").contains("They differ at character");

        out.getBuffer().setLength(0);
        assertThat(run("template", "lint", "--json", file("t.jinja", TEMPLATE))).isEqualTo(1);
        JsonNode json = Json.parse(out.toString());
        assertThat(json.get("variables").toString()).contains("mood");
        assertThat(json.get("findings")).isNotEmpty().allSatisfy(finding -> assertThat(finding.has("severity")).isTrue());
    }

    @Test
    void badInputGetsASentenceWithItsPlace() throws IOException {
        assertThat(run("template", "render", file("t.jinja", "a\n {% if %}"), "--messages", messages())).isEqualTo(2);
        assertThat(err.toString()).contains("t.jinja: Line 2, column 8 of the chat template: Expected an expression, got 'end of "
                + "statement block'.");
        assertThat(run("template", "render", file("u.jinja", "{{ a.b }}"), "--messages", messages())).isEqualTo(2);
        assertThat(err.toString()).contains("u.jinja: Line 1, column 5 of the chat template: 'a' is undefined.");
        assertThat(run("template", "render", file("t.jinja", TEMPLATE), "--messages", file("m.json", "[{]"))).isEqualTo(2);
        assertThat(err.toString()).contains("m.json: The text is not JSON at line 1, column 3");
        assertThat(run("template", "lint", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("There is no file");
        assertThat(run("template", "render", file("t.jinja", TEMPLATE))).isEqualTo(2);
        assertThat(run("template", "render", file("t.jinja", TEMPLATE), "--messages", messages(), "--now", "noon")).isEqualTo(2);
        assertThat(err.toString()).contains("noon is no date and time.");
    }

    private String messages() throws IOException {
        return file("messages.json", "[{\"role\": \"user\", \"content\": \"hi\"}]");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(String... arguments) {
        CommandLine command = GymscopeCommand.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(arguments);
    }
}
