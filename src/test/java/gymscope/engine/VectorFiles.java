package gymscope.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gymscope.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The engine's open test vectors and the models they are about. */
final class VectorFiles {

    static final Path DEMO = Path.of(System.getProperty("gymscope.home", "."), "src", "demo-model", "gymscope-demo-q8_0.gguf");

    private static final Path FOLDER = Path.of(System.getProperty("gymscope.vectors", "../shared/vectors"), "engine");

    private VectorFiles() {
    }

    /** The folder with the models; skips the test when the vectors are not there. */
    static Path models() {
        assumeTrue(Files.isDirectory(FOLDER), "no engine vectors in " + FOLDER + "; name their folder with -Dgymscope.vectors=");
        return FOLDER.resolve("models");
    }

    static Path model(String name) {
        return name.startsWith("gymscope-demo") ? DEMO : models().resolve(name);
    }

    /** The cases of some kinds about one model. */
    static List<JsonNode> cases(String model, String... kinds) {
        models();
        try (Stream<String> lines = Files.lines(FOLDER.resolve("cases.jsonl"))) {
            return lines.map(Json::parse).filter(one -> one.path("model").asString().equals(model))
                    .filter(one -> List.of(kinds).contains(one.path("kind").asString())).toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    static int[] ids(JsonNode list) {
        return list.valueStream().mapToInt(JsonNode::asInt).toArray();
    }
}
