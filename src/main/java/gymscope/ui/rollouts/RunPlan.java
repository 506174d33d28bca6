package gymscope.ui.rollouts;

import gymscope.config.ConfigLoader;
import gymscope.config.ConfigRequest;
import gymscope.config.ResolvedConfig;
import gymscope.rollouts.ArtifactPaths;
import gymscope.rollouts.setup.CollectRequest;
import gymscope.rollouts.setup.RunManifest;
import gymscope.wire.Json;
import gymscope.workspace.ApplicationHome;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run is asked to do.
 *
 * @param configs configuration files
 * @param input the file with the tasks
 * @param output the rollouts file, in a folder that is named like the run
 * @param agent the agent of rows that name none, null when all do
 * @param limit the first so many tasks only, 0 for all
 * @param repeats attempts at each task
 * @param concurrency rollouts at once
 * @param resume whether what is there already is kept and not run again
 */
public record RunPlan(List<Path> configs, Path input, Path output, @Nullable String agent, int limit, int repeats,
        int concurrency, boolean resume) {

    public RunPlan {
        configs = List.copyOf(configs);
    }

    /** How a run goes on that was stopped: its rows are those that it already has. Null when it does not tell its configuration. */
    static @Nullable RunPlan resuming(Path rollouts) {
        RunManifest manifest = RunManifest.read(new ArtifactPaths(rollouts));
        if (manifest == null || manifest.configs().isEmpty()) {
            return null;
        }
        return new RunPlan(manifest.configs().stream().map(Path::of).toList(), Path.of(manifest.input()), rollouts, null, 0, 1,
                Math.max(1, manifest.concurrency()), true);
    }

    /** What the run is called. */
    public String name() {
        return nameOf(output);
    }

    /** What the run with this rollouts file is called: its folder's name, or the file's when it has a name of its own. */
    static String nameOf(Path rollouts) {
        String file = String.valueOf(rollouts.getFileName());
        Path folder = rollouts.getParent();
        if (!file.equals("rollouts.jsonl") || folder == null || folder.getFileName() == null) {
            return file;
        }
        return folder.getFileName().toString();
    }

    /**
     * The wish in the terms of the rollouts room; reads the configuration.
     *
     * @param folder the working folder
     * @throws gymscope.wire.Fault when the configuration can't be used
     */
    CollectRequest request(Path folder, ApplicationHome home) {
        ResolvedConfig config = ConfigLoader
                .load(new ConfigRequest(configs, List.of(), folder, List.of(home.folder()), System.getenv()));
        ObjectNode options = Json.object();
        options.put("input_jsonl_fpath", input.toString()).put("output_jsonl_fpath", output.toString()).put("limit", limit)
                .put("num_repeats", repeats).put("num_samples_in_parallel", concurrency).put("resume_from_cache", resume);
        if (agent != null) {
            options.put("agent_name", agent);
        }
        return new CollectRequest(config, options, folder, List.of(home.folder()));
    }
}
