package gymscope.rollouts.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.config.ConfigLoader;
import gymscope.config.ConfigRequest;
import gymscope.rollouts.CollectOptions;
import gymscope.rollouts.Repeats;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.workspace.ApplicationHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a configuration and options make of a run: input, output, agent and the rest, given or found. */
class CollectRequestTest {

    private static final Path HOME = ApplicationHome.locate().folder();

    @TempDir
    private Path folder;

    @Test
    void whatIsMissingIsFound() throws IOException {
        CollectOptions options = request("{}", "sample-configs/demo.yaml").collectOptions();
        assertThat(options.input()).isEqualTo(HOME.resolve("sample-data/mcqa.jsonl"));
        assertThat(options.agentName()).isEqualTo("mcqa_simple_agent");
        assertThat(options.output()).isEqualTo(folder.resolve("runs/mcqa-1/rollouts.jsonl"));
        assertThat(options.concurrency()).isEqualTo(CollectOptions.DEFAULT_CONCURRENCY);
        Files.createDirectories(folder.resolve("runs/mcqa-9"));
        Files.createDirectories(folder.resolve("runs/mcqa-11"));
        Files.createFile(folder.resolve("runs/mcqa-9/rollouts.jsonl"));
        assertThat(request("{}", "sample-configs/demo.yaml").collectOptions().output())
                .isEqualTo(folder.resolve("runs/mcqa-12/rollouts.jsonl"));
        assertThat(request("{\"resume_from_cache\": true}", "sample-configs/demo.yaml").collectOptions().output())
                .isEqualTo(folder.resolve("runs/mcqa-9/rollouts.jsonl"));
        assertThat(RunsFolder.in(folder).all()).containsExactly(folder.resolve("runs/mcqa-9/rollouts.jsonl"));
    }

    @Test
    void optionsOfTheConfigurationCountAndThoseGivenWin() {
        CollectRequest request = request("{\"limit\": 3, \"agent_name\": \"example_single_tool_call_simple_agent\"}",
                List.of("+limit=7", "+num_repeats={mcqa_simple_agent: 3, _default: 2}", "+num_samples_in_parallel=5",
                        "+responses_create_params={temperature: 0.6, top_p: 0.95}", "+num_repeats_add_seed=true",
                        "+output_jsonl_fpath=here/r.jsonl", "+disable_aggregation=true"),
                "sample-configs/demo.yaml", "sample-configs/weather.yaml");
        CollectOptions options = request.collectOptions();
        assertThat(options.limit()).isEqualTo(3);
        assertThat(options.input()).isEqualTo(HOME.resolve("sample-data/weather.jsonl"));
        assertThat(options.repeats()).isEqualTo(new Repeats(Map.of("mcqa_simple_agent", 3), 2));
        assertThat(options.concurrency()).isEqualTo(5);
        assertThat(options.addSeed()).isTrue();
        assertThat(options.aggregate()).isFalse();
        assertThat(options.output()).isEqualTo(folder.resolve("here/r.jsonl"));
        assertThat(Json.write(options.responsesCreateParams())).isEqualTo("{\"temperature\":0.6,\"top_p\":0.95}");
    }

    @Test
    void aResumedRunNeedsNoInput() {
        CollectOptions options = request("{\"resume_from_cache\": true, \"output_jsonl_fpath\": \"a/r.jsonl\"}",
                "sample-configs/demo.yaml", "sample-configs/weather.yaml").collectOptions();
        assertThat(options.input()).isEqualTo(options.paths().materializedInputs());
    }

    @Test
    void whatCannotBeUsedIsRefused() {
        assertRefused("{\"limit\": \"many\"}", "The option limit is \"many\".");
        assertRefused("{\"resume_from_cache\": \"yes\"}", "The option resume_from_cache is \"yes\".");
        assertRefused("{\"responses_create_params\": 3}", "The option responses_create_params is 3.");
        assertRefused("{\"upload_rollouts\": true}", "The option upload_rollouts is not built yet.");
        assertRefused("{\"skills\": {}}", "The option skills is not built yet.");
        assertThatThrownBy(() -> request("{}", "sample-configs/demo.yaml", "sample-configs/weather.yaml").collectOptions())
                .isInstanceOf(Fault.class).hasMessageContaining("no input is given");
        assertThatThrownBy(() -> request("{}", "sample-configs/local_model.yaml").collectOptions()).isInstanceOf(Fault.class)
                .hasMessage("The configuration has no agent.");
    }

    private void assertRefused(String options, String sentence) {
        assertThatThrownBy(() -> request(options, "sample-configs/demo.yaml").collectOptions()).isInstanceOf(Fault.class)
                .hasMessage(sentence);
    }

    private CollectRequest request(String options, String... configs) {
        return request(options, List.of(), configs);
    }

    private CollectRequest request(String options, List<String> overrides, String... configs) {
        ConfigRequest files = new ConfigRequest(List.of(configs).stream().map(Path::of).toList(), overrides, folder,
                List.of(HOME),
                Map.of());
        return new CollectRequest(ConfigLoader.load(files), Json.parseObject(options), folder, List.of(HOME));
    }
}
