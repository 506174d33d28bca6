package gymscope.ui.configs;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.config.Origin;
import gymscope.ui.Fx;
import gymscope.ui.configs.ResolvedEntry.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigsModelTest {

    private static final String MAIN = "configs/ticket_triage.yaml";

    @TempDir
    Path folder = Path.of("");

    private ConfigsWindow window;

    @BeforeEach
    void open() throws IOException {
        window = new ConfigsWindow(folder);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private static ResolvedEntry entry(ConfigAnalysis analysis, String dotted) {
        return analysis.entries().stream().filter(entry -> entry.dotted().equals(dotted)).findFirst().orElseThrow();
    }

    @Test
    void everyValueNamesItsOriginAndSecretsAreMasked() {
        ConfigsModel model = window.opened(MAIN);
        ConfigAnalysis analysis = Objects.requireNonNull(Fx.get(() -> model.analysisProperty().get()));
        String block = "policy_model.responses_api_models.openai_model.";

        assertThat(analysis.errors()).isZero();
        assertThat(analysis.servers()).containsExactly("policy_model");
        ResolvedEntry address = entry(analysis, block + "openai_base_url");
        assertThat(address.value()).isEqualTo("http://127.0.0.1:9/v1");
        assertThat(address.origin().source()).isEqualTo(Origin.Source.ENV_FILE);
        assertThat(address.file()).isEqualTo(window.file("env.yaml"));
        ResolvedEntry key = entry(analysis, block + "openai_api_key");
        assertThat(key.kind()).isEqualTo(Kind.SECRET);
        assertThat(entry(analysis, block + "drop_input_reasoning_items").origin().source()).isEqualTo(Origin.Source.DEFAULT);
        assertThat(analysis.entries().toString() + analysis.yaml()).doesNotContain("sk-secret-1234");
    }

    @Test
    void anOverrideTellsWhatItReplaced() {
        ConfigsModel model = window.opened(MAIN);
        Fx.run(() -> model.overridesProperty().set("++policy_model.responses_api_models.openai_model.openai_model=other"));
        Fx.until("it counts", () -> Objects.requireNonNull(model.analysisProperty().get()).overridden() == 1);

        ResolvedEntry entry = entry(Objects.requireNonNull(Fx.get(() -> model.analysisProperty().get())),
                "policy_model.responses_api_models.openai_model.openai_model");

        assertThat(entry.value()).isEqualTo("other");
        assertThat(entry.replaced()).isEqualTo("Qwen3-8B");
        assertThat(Fx.get(model::command)).isEqualTo("gymscope serve configs/ticket_triage.yaml "
                + "++policy_model.responses_api_models.openai_model.openai_model=other");
    }

    @Test
    void aSecretOverrideStaysOutOfTheCommandAndOfWhatIsKept() {
        assertThat(ServeCommandLine.of(List.of(Path.of("a b.yaml")), List.of("++policy_api_key=sk-1", "+x={a: 1}")))
                .isEqualTo("gymscope serve 'a b.yaml' '+x={a: 1}'");
        assertThat(Secrets.isInOverride("++policy_api_key=sk-1")).isTrue();
        assertThat(Secrets.isInOverride("++policy_api_key=${oc.env:KEY}")).isFalse();
    }

    @Test
    void aMisspeltKeyIsMendedByOneChange() {
        ConfigsModel model = window.opened(MAIN);
        ConfigAnalysis analysis = ConfigsWindow.typed(model, ConfigsWindow.MAIN.replace("max_steps", "max_step"));
        Problem problem = analysis.problems().getFirst();

        assertThat(problem.sentence()).isEqualTo("simple_agent has no key max_step. Did you mean max_steps?");
        assertThat(problem.line()).isEqualTo(11);
        Fx.run(() -> model.fix(problem));
        assertThat(Fx.get(() -> Objects.requireNonNull(model.currentProperty().get()).text())).isEqualTo(ConfigsWindow.MAIN);
    }

    @Test
    void onlySlipsAreTakenForOtherKeys() {
        assertThat(MisspeltKeys.isSlip("max_step", "max_steps")).isTrue();
        assertThat(MisspeltKeys.isSlip("max_concurrent_requests", "num_concurrent_requests")).isFalse();
    }

    @Test
    void textThatIsNoYamlKeepsWhatLastResolved() {
        ConfigsModel model = window.opened(MAIN);
        int values = Fx.get(() -> model.resolved().rows().size());
        ConfigAnalysis broken = ConfigsWindow.typed(model, ConfigsWindow.MAIN + "a: [1\n");

        assertThat(broken.errors()).isEqualTo(1);
        assertThat(broken.problems().getFirst().file()).isEqualTo(window.file(MAIN));
        assertThat(Fx.get(() -> model.resolved().rows().size())).isEqualTo(values);
        assertThat(Fx.get(() -> model.hasErrors(window.file(MAIN)))).isTrue();
    }

    @Test
    void draftsOutliveTheWindowButNotThoseWithAKey() throws IOException {
        ConfigsModel model = window.opened(MAIN);
        String draft = ConfigsWindow.MAIN + "# more\n";
        ConfigsWindow.typed(model, draft);
        window.opened("env.yaml");
        Fx.run(() -> Objects.requireNonNull(model.currentProperty().get()).textProperty().set("policy_api_key: sk-other-9999\n"));
        Fx.until("the draft is kept", () -> model.keptProperty().get().contains(MAIN));
        window.close();

        try (Stream<Path> kept = Files.walk(window.file(".config"))) {
            assertThat(kept.filter(Files::isRegularFile)).isNotEmpty()
                    .noneSatisfy(file -> assertThat(file).content().contains("sk-"));
        }
        window = new ConfigsWindow(folder);
        ConfigsModel again = window.open().model();
        Fx.until("both are open again", () -> again.documents().size() == 2);
        assertThat(Fx.get(() -> again.documents().getFirst().text())).isEqualTo(draft);
        assertThat(Fx.get(() -> again.documents().getLast().isDirty())).isFalse();
    }

    @Test
    void whatAnotherProgramWroteIsNotOverwrittenUnasked() throws IOException {
        ConfigsModel model = window.opened(MAIN);
        ConfigsWindow.typed(model, ConfigsWindow.MAIN + "# mine\n");
        Files.writeString(window.file(MAIN), "theirs: true\n");
        boolean[] told = new boolean[2];
        Fx.run(() -> model.save(Objects.requireNonNull(model.currentProperty().get()), false, () -> told[0] = true, () -> {}));
        Fx.until("the conflict is told", () -> told[0]);
        assertThat(window.file(MAIN)).hasContent("theirs: true");

        Fx.run(() -> model.save(Objects.requireNonNull(model.currentProperty().get()), true, () -> {}, () -> told[1] = true));
        Fx.until("it is written", () -> told[1]);
        assertThat(window.file(MAIN)).content().endsWith("# mine\n");
    }

    @Test
    void aLineThatIsNoJsonIsTold() {
        ConfigsModel model = window.opened("data/example.jsonl");
        ConfigAnalysis analysis = ConfigsWindow.typed(model, "{\"a\": 1}\n{\"a\": \n");

        assertThat(analysis.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.place()).isEqualTo("example.jsonl:2");
        });
    }

    @Test
    void aSearchLeavesWhatItFindsWithItsBranches() {
        ConfigsModel model = window.opened(MAIN);
        Fx.run(() -> model.resolved().searchProperty().set("env.yaml"));

        assertThat(Fx.get(() -> model.resolved().rows().stream().map(ResolvedEntry::label).toList())).contains("policy_model",
                "openai_model", "openai_base_url").doesNotContain("max_steps");
    }
}
