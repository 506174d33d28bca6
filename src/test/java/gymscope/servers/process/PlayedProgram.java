package gymscope.servers.process;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An external program for tests, a JVM of its own: answers {@code /health} with 503 twice and then 200, ends with code 7 when
 * {@code /end} is called. With the variable {@code PLAYED_METRICS} it tells of its work as vLLM does, and logs each question.
 */
public final class PlayedProgram {

    private PlayedProgram() {
    }

    /** The command that runs it. */
    public static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-cp", classPath(), PlayedProgram.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Absolute, because the program runs in another folder. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));
    }

    /** Listens on the port that is its argument. */
    public static void main(String[] arguments) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 0);
        server.createContext("/health", exchange -> answer(exchange, asked.incrementAndGet() > 2 ? 200 : 503, "Loading model"));
        server.createContext("/end", exchange -> {
            System.out.println("12.3 E out of memory, token " + System.getenv("PLAYED_KEY"));
            System.out.println("bye");
            Runtime.getRuntime().halt(7);
        });
        server.createContext("/key", exchange -> answer(exchange, 200, String.valueOf(System.getenv("PLAYED_KEY"))));
        if (System.getenv("PLAYED_METRICS") != null) {
            AtomicInteger generated = new AtomicInteger(Integer.parseInt(System.getenv("PLAYED_METRICS")));
            server.createContext("/metrics", exchange -> {
                System.out.println("INFO:     127.0.0.1:1 - \"GET /metrics HTTP/1.1\" 200 OK");
                answer(exchange, 200, MetricsTexts.vllm(generated.addAndGet(400)));
            });
        }
        System.out.println("WARNING played on port " + arguments[0]);
        System.out.print("loading 10 %\rloading 100 %\n");
        System.out.flush();
        server.start();
        new CountDownLatch(1).await();
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
