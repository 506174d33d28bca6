package gymscope.servers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs OpenAI's own Java client as a process ({@code src/test/openai-java}) and reads its answers. */
public final class ThirdPartyClient {

    private static final Path PROGRAM = Path.of("src/test/openai-java/ThirdPartyClient.java");
    private static final Path LIBRARIES = Path.of("target/openai-java");
    private static final int PATIENCE_MINUTES = 5;

    private ThirdPartyClient() {
    }

    /** Its answers by question; see the program for the questions. */
    public static Map<String, String> ask(URI baseUrl, String key, String model, String... questions)
            throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(LIBRARIES), "the build did not fetch openai-java to " + LIBRARIES);
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                LIBRARIES.resolve("*").toString(), PROGRAM.toString(), baseUrl.toString(), key, model));
        command.addAll(List.of(questions));
        Path output = Files.createTempFile("third-party-client", ".txt");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("openai-java gave no answer within %d minutes".formatted(PATIENCE_MINUTES));
        }
        String said = Files.readString(output);
        Files.delete(output);
        if (process.exitValue() != 0) {
            throw new AssertionError("openai-java failed: " + said);
        }
        Map<String, String> answers = new LinkedHashMap<>();
        said.lines().filter(line -> line.matches("[a-z-]+: .*")).forEach(line -> {
            int colon = line.indexOf(": ");
            answers.put(line.substring(0, colon), line.substring(colon + 2));
        });
        return answers;
    }
}
