package gymscope.ui.rollouts;

import gymscope.config.ConfigLoader;
import gymscope.config.ConfigRequest;
import gymscope.config.ResolvedConfig;
import gymscope.config.ServerInstance;
import gymscope.config.ServerKind;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a new run would run.
 *
 * @param agents the agents of the configuration
 * @param tasks how many rows the input has
 * @param first the first task's last message, empty when there is none
 * @param configProblem what is wrong with the configuration, null for nothing
 * @param inputProblem what is wrong with the input, null for nothing
 */
public record RunPreview(List<String> agents, int tasks, String first, @Nullable Fault configProblem,
        @Nullable Fault inputProblem) {

    /** Nothing is known yet. */
    static final RunPreview NONE = new RunPreview(List.of(), 0, "", null, null);

    private record Tasks(int count, String first) {}

    /**
     * Reads configuration and input.
     *
     * @param request null while there is no configuration to read
     * @param input null while no file is given
     */
    static RunPreview read(@Nullable ConfigRequest request, @Nullable Path input) {
        List<String> agents = List.of();
        Fault configProblem = null;
        try {
            agents = request == null ? List.of() : agents(ConfigLoader.load(request));
        } catch (Fault fault) {
            configProblem = fault;
        }
        try {
            Tasks tasks = input == null ? new Tasks(0, "") : tasks(input);
            return new RunPreview(agents, tasks.count(), tasks.first(), configProblem, null);
        } catch (Fault fault) {
            return new RunPreview(agents, 0, "", configProblem, fault);
        }
    }

    private static List<String> agents(ResolvedConfig config) {
        List<String> agents = config.servers().stream().filter(server -> server.kind() == ServerKind.AGENT)
                .map(ServerInstance::name).toList();
        if (agents.isEmpty()) {
            throw new Fault("The configuration has no agent.", "Add one with its environment, such as mcqa.yaml of the samples.");
        }
        return agents;
    }

    private static Tasks tasks(Path input) {
        int count = 0;
        String first = "";
        try (BufferedReader lines = Files.newBufferedReader(input)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    first = count == 0 ? firstTask(line) : first;
                    count++;
                }
            }
        } catch (MalformedInputException problem) {
            throw new Fault("%s is not UTF-8 text.".formatted(input.getFileName()), "Choose a file of JSON lines.", problem);
        } catch (IOException problem) {
            throw new Fault("There is no file %s.".formatted(input), "Choose a file of JSON lines.", problem);
        }
        if (count == 0) {
            throw new Fault("%s has no rows.".formatted(input.getFileName()), "Choose a file with one JSON object a line.");
        }
        return new Tasks(count, first);
    }

    private static String firstTask(String line) {
        JsonNode params;
        try {
            params = Json.parseObject(line).path("responses_create_params");
        } catch (Fault fault) {
            throw new Fault("Line 1: " + fault.sentence(), fault.hint(), fault);
        }
        String only = Json.text(params, "input");
        List<JsonNode> messages = new ArrayList<>(Json.elements(params, "input"));
        String content = messages.isEmpty() ? null : Json.text(messages.getLast(), "content");
        return only != null ? only.strip() : content == null ? "" : content.strip();
    }
}
