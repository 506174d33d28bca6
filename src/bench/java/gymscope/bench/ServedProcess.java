package gymscope.bench;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code gymscope serve} in a process of its own, so that its processor time and memory are its servers' alone. */
final class ServedProcess implements AutoCloseable {

    static final String TOKEN = "bench-token";
    private static final Pattern USED = Pattern.compile("used ([0-9]+)K");

    private final Process process;
    private final Map<String, URI> urls = new HashMap<>();
    private final Duration untilReady;

    private ServedProcess(Process process, long started) throws IOException {
        this.process = process;
        try {
            readAddresses();
        } catch (IOException | RuntimeException problem) {
            process.destroy();
            throw problem;
        }
        untilReady = Duration.ofNanos(System.nanoTime() - started);
    }

    /** Reads what the servers tell of themselves until they answer. */
    private void readAddresses() throws IOException {
        BufferedReader lines = process.inputReader();
        boolean ready = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode told = Json.parse(line);
            String state = told.get("state").asString();
            if (state.equals("failed")) {
                throw new Fault(told.get("reason").asString(), "The servers of the benchmark could not be started.");
            }
            ready = state.equals("ready");
            if (ready) {
                break;
            }
            urls.put(told.get("name").asString(), URI.create(told.path("url").asString("http://none")));
        }
        if (!ready) {
            throw new Fault("The servers of the benchmark ended before they answered.", "See what they printed.");
        }
    }

    /** Starts the servers of a configuration and waits until they answer. */
    static ServedProcess start(Path config, boolean history) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        for (String argument : java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            // Not what belongs to a cache that is made for another class path.
            if (!argument.startsWith("-XX:AOT") && !argument.startsWith("-Xlog")) {
                command.add(argument);
            }
        }
        command.addAll(List.of("-cp", classPath(), "gymscope.Gymscope"));
        return start(command, config, history);
    }

    /** The same with the launcher of the checkout and its start-up cache, as people start it; null where that is not built. */
    static @Nullable ServedProcess launch(Path config) throws IOException {
        Path home = Path.of(System.getProperty("gymscope.home", "."));
        if (!Files.exists(home.resolve("target/launch/built"))) {
            return null;
        }
        return start(new ArrayList<>(List.of(home.resolve("gymscope").toString())), config, false);
    }

    private static ServedProcess start(List<String> command, Path config, boolean history) throws IOException {
        command.addAll(List.of("serve", config.toString(), "--json"));
        if (!history) {
            command.add("--no-history");
        }
        long started = System.nanoTime();
        return new ServedProcess(
                new ProcessBuilder(command).directory(Objects.requireNonNull(config.toAbsolutePath().getParent()).toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT).start(),
                started);
    }

    /** Absolute, because the process runs in a folder of its own. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));
    }

    URI url(String server, String path) {
        URI url = urls.get(server);
        if (url == null) {
            throw new IllegalArgumentException("no server " + server);
        }
        return url.resolve(path);
    }

    Duration untilReady() {
        return untilReady;
    }

    /** Processor time so far. */
    Duration processorTime() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Memory that the process holds, in bytes; 0 where the system does not say. */
    long residentBytes() throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
            }
        }
        return 0;
    }

    /** Bytes of the heap in use after a full collection. */
    long heapBytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        return used.find() ? Long.parseLong(used.group(1)) * 1024 : 0;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private String jcmd(String order) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(process.pid()), order).redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said;
    }
}
