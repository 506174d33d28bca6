package gymscope.ui.chat.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.ui.Fx;
import gymscope.ui.chat.settings.AnswerForm.Kind;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatSettingsTest {

    @TempDir
    Path folder = Path.of("");

    private final List<Workspace> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Workspace::close);
    }

    private ChatSettings settings() {
        Workspace workspace = Workspace.open(folder, folder.resolve("config"));
        opened.add(workspace);
        return Fx.get(() -> new ChatSettings(workspace.windowState()));
    }

    @Test
    void nothingSetIsNothingSent() {
        RequestSettings request = settings().request();

        assertThat(request.members().isEmpty()).isTrue();
        assertThat(request.forms().isEmpty()).isTrue();
        assertThat(request.tools().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"TOP_K | 20 | {\"top_k\":20}", "MIN_P | 0.10 | {\"min_p\":0.10}",
        "STOP_TOKEN_IDS | 151643, 151645 | {\"stop_token_ids\":[151643,151645]}",
        "STOP_TOKEN_IDS | [1 2] | {\"stop_token_ids\":[1,2]}", "IGNORE_EOS | true | {\"ignore_eos\":true}",
        "TEMPLATE_KWARGS | {\"enable_thinking\": false} | {\"chat_template_kwargs\":{\"enable_thinking\":false}}",
        "PRIORITY | -1 | {\"priority\":-1}", "BAD_WORDS | [\"a\",\"b\"] | {\"bad_words\":[\"a\",\"b\"]}",
        "REASONING_EFFORT | low | {\"reasoning_effort\":\"low\"}", "PROMPT_LOGPROBS | 1 | {\"prompt_logprobs\":1}"})
    void vllmsParametersAreTyped(SamplingParameter parameter, String typed, String expected) {
        ChatSettings settings = settings();
        settings.sampling().text(parameter).set(typed);

        assertThat(Json.write(settings.request().members())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"TOP_K | -2", "MIN_P | 1.5", "STOP_TOKEN_IDS | one", "STOP_TOKEN_IDS | -4",
        "IGNORE_EOS | yes", "TEMPLATE_KWARGS | [1]", "REASONING_EFFORT | a lot"})
    void whatIsOutsideIsRefused(SamplingParameter parameter, String typed) {
        ChatSettings settings = settings();
        settings.sampling().text(parameter).set(typed);

        assertThatThrownBy(settings::request).isInstanceOf(Fault.class).hasMessage("%s is %s.", parameter.key(), typed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"JSON_OBJECT | '' | {\"response_format\":{\"type\":\"json_object\"}}",
        "JSON_SCHEMA | {\"title\": \"A b\", \"type\": \"object\"} | {\"response_format\":{\"type\":\"json_schema\",\"json_schema\":"
                + "{\"name\":\"A_b\",\"strict\":true,\"schema\":{\"title\":\"A b\",\"type\":\"object\"}}}}",
        "REGEX | [0-9]+ | {\"structured_outputs\":{\"regex\":\"[0-9]+\"}}",
        "GRAMMAR | root ::= 1 | {\"structured_outputs\":{\"grammar\":\"root ::= 1\"}}"})
    void theFormOfTheAnswerIsSent(Kind kind, String text, String expected) {
        ChatSettings settings = settings();
        settings.form().kindProperty().set(kind);
        settings.form().text(kind).set(text);

        assertThat(Json.write(settings.request().forms())).isEqualTo(expected);
    }

    @Test
    void choicesAreOneALine() {
        ChatSettings settings = settings();
        settings.form().kindProperty().set(Kind.CHOICE);
        settings.form().text(Kind.CHOICE).set(" A7 \n\nB9");
        assertThat(Json.write(settings.request().forms())).isEqualTo("{\"structured_outputs\":{\"choice\":[\"A7\",\"B9\"]}}");

        settings.form().text(Kind.CHOICE).set("A7");
        assertThat(Objects.requireNonNull(settings.form().problem()).sentence()).isEqualTo("There are 1 choices.");
    }

    @Test
    void aRegexOrSchemaWithAProblemIsSaidWithItsPlace() {
        ChatSettings settings = settings();
        settings.form().kindProperty().set(Kind.REGEX);
        settings.form().text(Kind.REGEX).set("[0-9");
        assertThat(Objects.requireNonNull(settings.form().problem()).sentence()).startsWith("The regex is not one:");

        settings.form().kindProperty().set(Kind.JSON_SCHEMA);
        settings.form().text(Kind.JSON_SCHEMA).set("{\"type\": }");
        assertThatThrownBy(settings::request).hasMessageContaining("line 1, column");
    }

    @Test
    void theSameMemberInTwoPlacesIsRefused() {
        ChatSettings settings = settings();
        settings.sampling().extraProperty().set("{\"structured_outputs\": {\"regex\": \"a\"}}");
        settings.form().kindProperty().set(Kind.REGEX);

        assertThatThrownBy(settings::request).hasMessage("structured_outputs is set twice, in its form and in the JSON.");
    }

    @Test
    void aNamedToolIsSentAndMustBeAmongTheTools() {
        ChatSettings settings = settings();
        settings.tools().textProperty().set(ToolsModel.SAMPLE);
        settings.tools().choiceProperty().set("get_weather");
        settings.tools().parallelProperty().set("false");
        assertThat(Json.write(settings.request().forms())).isEqualTo(
                "{\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"get_weather\"}},\"parallel_tool_calls\":false}");

        settings.tools().choiceProperty().set("get_time");
        assertThatThrownBy(settings::request).hasMessage("tool_choice names get_time, which is not among the tools.");
    }

    @Test
    void whatAnEndpointRefusedCanBeTakenBack() {
        ChatSettings settings = settings();
        settings.form().kindProperty().set(Kind.JSON_OBJECT);
        settings.sampling().text(SamplingParameter.TOP_K).set("3");
        settings.sampling().extraProperty().set("{\"cache_salt\": \"a\", \"x\": 1}");

        settings.unset("response_format");
        settings.unset("top_k");
        settings.unset("x");

        assertThat(Json.write(settings.request().members())).isEqualTo("{\"cache_salt\":\"a\"}");
    }

    @Test
    void everythingIsKept() {
        ChatSettings settings = settings();
        Fx.run(() -> {
            settings.systemProperty().set("Be brief.");
            settings.tools().textProperty().set(ToolsModel.SAMPLE);
            settings.tools().choiceProperty().set("required");
            settings.answering().modeProperty().set(ToolAnswering.Mode.FIXED);
            settings.answering().fixedProperty().set("42");
            settings.answering().roundsProperty().set("3");
            settings.form().kindProperty().set(Kind.CHOICE);
            settings.form().text(Kind.CHOICE).set("a\nb");
            settings.sampling().text(SamplingParameter.MIN_P).set("0.1");
            settings.templateProperty().set("{{ messages }}");
        });
        opened.getFirst().close();

        ChatSettings later = settings();

        assertThat(later.systemProperty().get()).isEqualTo("Be brief.");
        assertThat(Json.write(later.request().members())).isEqualTo("{\"min_p\":0.1}");
        assertThat(Json.write(later.request().forms())).isEqualTo(
                "{\"tool_choice\":\"required\",\"structured_outputs\":{\"choice\":[\"a\",\"b\"]}}");
        assertThat(later.answering().summary()).isEqualTo("fixed answer");
        assertThat(later.answering().fixedProperty().get()).isEqualTo("42");
        assertThat(later.answering().mostRounds()).isEqualTo(3);
        assertThat(later.templateProperty().get()).isEqualTo("{{ messages }}");
    }

    @Test
    void theBoundOnRoundsIsANumber() {
        ChatSettings settings = settings();
        settings.answering().roundsProperty().set("many");

        assertThat(Objects.requireNonNull(settings.answering().problem()).sentence())
                .isEqualTo("The bound on rounds of tool calls is many.");
    }

    @Test
    void aTemplateRendersThePromptAndSaysWhereItFails() {
        String request = "{\"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}";
        String template = "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}";

        assertThat(ChatSettings.rendered(template, Json.parseObject(request))).isEqualTo("<user>Hi<assistant>");
        assertThat(ChatSettings.rendered(" ", Json.parseObject(request))).isNull();
        ChatSettings settings = settings();
        settings.templateProperty().set("{% for %}");
        assertThat(Objects.requireNonNull(settings.templateProblem()).sentence()).contains("1");
    }
}
