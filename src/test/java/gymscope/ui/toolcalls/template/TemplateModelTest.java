package gymscope.ui.toolcalls.template;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.templates.lint.Finding;
import gymscope.ui.Fx;
import gymscope.ui.chat.settings.ToolsModel;
import gymscope.ui.shell.AppModel;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.workspace.ApplicationHome;
import gymscope.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Template mode without a window. */
class TemplateModelTest {

    private static final String GREETING = "{%- for message in messages %}{{- '<|' + message.role + '|>' + message.content }}"
            + "{%- endfor %}{%- if add_generation_prompt %}{{- '<|assistant|>' }}{%- endif %}";

    @TempDir
    Path folder = Path.of("");

    private AppModel app = Fx.get(() -> null);
    private TemplateModel model = Fx.get(() -> null);

    @BeforeEach
    void open() {
        app = Fx.get(() -> new AppModel(Workspace.open(folder, folder.resolve("config")), ApplicationHome.locate(), List.of()));
        model = Fx.get(() -> new TemplateModel(app, new ToolsModel()));
    }

    @AfterEach
    void close() {
        Fx.run(app::close);
    }

    @Test
    void rendersWhatIsTypedAndKnowsWhoseEachPieceIs() {
        change(one -> {
            one.edit(GREETING);
            one.messagesProperty().set("[{\"role\": \"user\", \"content\": \"Hello\"}]");
        });
        PromptText text = prompt();
        assertThat(text.text()).isEqualTo("<|user|>Hello<|assistant|>");
        assertThat(text.pieces().stream().map(piece -> text.text().substring(piece.start(), piece.end()) + " " + piece.part()))
                .contains("Hello USER", "<|assistant|> MARKER");
        assertThat(text.owners()).containsExactly("user");
        assertThat(text.originOf(9)).isEqualTo("messages[0].content");
    }

    @Test
    void theSwitchForTheGenerationPromptCounts() {
        change(one -> {
            one.edit(GREETING);
            one.messagesProperty().set("[{\"role\": \"user\", \"content\": \"Hello\"}]");
            one.addGenerationPromptProperty().set(false);
        });
        assertThat(prompt().text()).isEqualTo("<|user|>Hello");
    }

    @Test
    void aFaultOfTheTemplateNamesItsPlace() {
        change(one -> one.edit("{{ messages | shout }}"));
        Rendering.Problem problem = (Rendering.Problem) Fx.get(() -> model.renderingProperty().get());
        assertThat(problem.place()).isEqualTo(Place.TEMPLATE);
        assertThat(problem.inTemplate()).isNotNull();
        assertThat(problem.fault().sentence()).startsWith("Line 1, column").contains("shout");
    }

    @Test
    void aTemplateWithoutEndIsStopped() {
        change(one -> one.edit("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"));
        Rendering.Problem problem = (Rendering.Problem) Fx.get(() -> model.renderingProperty().get());
        assertThat(problem.fault().sentence()).contains("the template takes");
    }

    @Test
    void whatIsNotJsonIsSaidWithItsPlace() {
        change(one -> {
            one.edit(GREETING);
            one.messagesProperty().set("[{\"role\": ]");
        });
        assertThat(((Rendering.Problem) Fx.get(() -> model.renderingProperty().get())).place()).isEqualTo(Place.MESSAGES);
        change(one -> {
            one.messagesProperty().set("[]");
            one.variablesProperty().set("[1]");
        });
        assertThat(((Rendering.Problem) Fx.get(() -> model.renderingProperty().get())).place()).isEqualTo(Place.VARIABLES);
        change(one -> {
            one.variablesProperty().set("");
            one.clockProperty().set("yesterday");
        });
        assertThat(((Rendering.Problem) Fx.get(() -> model.renderingProperty().get())).place()).isEqualTo(Place.CLOCK);
    }

    @Test
    void theClockIsHeld() {
        change(one -> {
            one.edit("{{ strftime_now('%d %b %Y') }}");
            one.clockProperty().set("2024-07-26");
        });
        assertThat(prompt().text()).isEqualTo("26 Jul 2024");
    }

    @Test
    void theSampleHasItsCounterExample() {
        change(one -> one.takeSample(TemplateSample.THINKING));
        assertThat(prompt().owners()).contains("tools", "user", "assistant", "tool");
        LintReport report = Fx.get(() -> model.lintProperty().get());
        Finding stripped = report.findings().stream().filter(finding -> finding.id().equals("thinking-stripped")).findFirst()
                .orElseThrow();
        assertThat(stripped.evidence()).isNotNull();
        assertThat(report.own()).isNotNull();
    }

    @Test
    void everySampleGivesAPrompt() {
        Fx.run(() -> model.takeSample(TemplateSample.Conversation.QUESTION));
        Fx.until("the conversation is there", () -> !model.messagesProperty().get().isEmpty());
        for (TemplateSample sample : TemplateSample.all()) {
            change(one -> one.takeSample(sample));
            assertThat(prompt().text()).as(sample.words()).contains("And the second most?");
        }
    }

    @Test
    void aFileWithSeveralTemplatesLetsChoose() throws IOException {
        Path file = folder.resolve("tokenizer_config.json");
        Files.writeString(file,
                """
                        {"bos_token": {"content": "<b>"}, "add_bos_token": true, "chat_template": [
                          {"name": "default", "template": "{{ bos_token }}plain"}, {"name": "tool_use", "template": "{{ bos_token }}tools"}]}
                        """);
        change(one -> one.open(file));
        assertThat(prompt().text()).isEqualTo("<b>tools");
        change(one -> one.choose("default"));
        assertThat(prompt().text()).isEqualTo("<b>plain");
        assertThat(Fx.get(() -> model.templatesProperty().get().names())).containsExactly("default", "tool_use");
    }

    @Test
    void anExchangeGivesItsConversation() {
        ObjectTexts request = new ObjectTexts("""
                {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": null, "tool_calls":
                  [{"id": "1", "type": "function", "function": {"name": "f", "arguments": "{\\"a\\": 1}"}}]}],
                 "tools": [{"type": "function", "function": {"name": "f"}}], "chat_template_kwargs": {"enable_thinking": false}}
                """);
        change(one -> {
            one.edit("{{ messages[1].tool_calls[0].function.arguments.a }} {{ enable_thinking }} {{ tools | length }}");
            one.take(request.exchange());
        });
        Fx.until("the exchange is taken", () -> !model.messagesProperty().get().isEmpty());
        settle(model);
        assertThat(prompt().text()).isEqualTo("1 False 1");
    }

    @Test
    void draftsAreKept() {
        change(one -> {
            one.edit(GREETING);
            one.messagesProperty().set("[{\"role\": \"user\", \"content\": \"Kept\"}]");
            one.clockProperty().set("2024-07-26");
            one.addGenerationPromptProperty().set(false);
        });
        TemplateModel again = Fx.get(() -> new TemplateModel(app, new ToolsModel()));
        settle(again);
        assertThat(Fx.get(() -> again.templatesProperty().get().text())).isEqualTo(GREETING);
        assertThat(Fx.get(() -> again.clockProperty().get())).isEqualTo("2024-07-26");
        assertThat(((Rendering.Prompt) Fx.get(() -> again.renderingProperty().get())).text().text()).isEqualTo("<|user|>Kept");
    }

    /** A request's text as an exchange. */
    private record ObjectTexts(String body) {

        Exchange exchange() {
            return new Exchange(1, "test", "POST", "http://127.0.0.1/v1/chat/completions", Map.of(), Json.write(Json.parse(body)),
                    200, Map.of(), "{}", List.of(), Instant.EPOCH,
                    new Exchange.Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO), null);
        }
    }

    private void change(Consumer<TemplateModel> change) {
        Rendering before = Fx.get(() -> model.renderingProperty().get());
        Fx.run(() -> change.accept(model));
        Fx.until("something else is rendered", () -> !before.equals(model.renderingProperty().get()));
        settle(model);
    }

    private PromptText prompt() {
        Rendering rendering = Fx.get(() -> model.renderingProperty().get());
        assertThat(rendering).isInstanceOf(Rendering.Prompt.class);
        return ((Rendering.Prompt) rendering).text();
    }

    /** Waits until what is shown is what the texts give. */
    static void settle(TemplateModel model) {
        Fx.until("the texts are rendered and checked", model::isSettled);
    }
}
