package gymscope.cli;

import gymscope.servers.ManagedServer;
import gymscope.servers.ServerFigures;
import gymscope.servers.ServerState.Running;
import gymscope.servers.capture.OpenCall;
import gymscope.servers.process.ProgramFigures;
import gymscope.servers.process.ProgramFigures.NotOffered;
import gymscope.servers.process.ProgramFigures.Told;
import gymscope.servers.process.ProgramFigures.Unknown;
import gymscope.servers.process.ProgramMetrics;
import gymscope.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How busy servers are, one line each: what is counted here, or what an external program tells of itself. */
final class FigureLines {

    private static final double PERCENT = 100;
    private static final double MILLIS = 1000;
    private static final int SHOWN_WAITS = 3;
    private static final int SHOWN_CALLS = 100;

    private final boolean json;

    FigureLines(boolean json) {
        this.json = json;
    }

    /** The lines of the servers that run. */
    List<String> of(List<ManagedServer> servers) {
        return servers.stream().filter(server -> server.state() instanceof Running)
                .map(server -> json ? Json.write(document(server)) : "%s %s".formatted(server.name(), words(server))).toList();
    }

    private static String words(ManagedServer server) {
        return switch (server.programFigures()) {
            case null -> counted(server);
            case Told(ProgramMetrics metrics, double rate) -> told(metrics, rate);
            case NotOffered(String reason, String hint) -> "metrics are not offered. %s %s".formatted(reason, hint).strip();
            case Unknown _ -> "metrics are not told yet";
        };
    }

    private static String counted(ManagedServer server) {
        ServerFigures figures = server.figures();
        String counts = "%,d requests, %,d in flight%s, %,d failed, %s".formatted(figures.requests(), figures.inFlight(),
                longest(server), figures.failures(), rate(figures.tokensPerSecond()));
        return Stream.concat(Stream.of(counts), server.waits().stream().limit(SHOWN_WAITS)).collect(Collectors.joining("; "));
    }

    private static String longest(ManagedServer server) {
        Instant now = Instant.now();
        return server.openCalls().since(now, Integer.MAX_VALUE).stream().map(call -> call.age(now)).max(Comparator.naturalOrder())
                .map(age -> String.format(Locale.ROOT, " (the longest for %.1f s)", age.toMillis() / MILLIS)).orElse("");
    }

    private static String told(ProgramMetrics metrics, double rate) {
        List<String> parts = new ArrayList<>();
        add(parts, "%,d running", metrics.running());
        add(parts, "%,d waiting", metrics.waiting());
        add(parts, "%,d answered", metrics.answered());
        if (metrics.generatedTokens() != null) {
            parts.add(rate(rate));
        }
        if (metrics.cacheUse() != null) {
            parts.add(String.format(Locale.ROOT, "%.1f %% of the KV cache", metrics.cacheUse() * PERCENT));
        }
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String words, @Nullable Long count) {
        if (count != null) {
            parts.add(words.formatted(count));
        }
    }

    private static String rate(double tokensPerSecond) {
        return String.format(Locale.ROOT, "%.1f tok/s", tokensPerSecond);
    }

    /** The calls that are being answered, the newest first. */
    private static ArrayNode open(ManagedServer server) {
        Instant now = Instant.now();
        ArrayNode open = Json.array();
        for (OpenCall call : server.openCalls().since(now, SHOWN_CALLS)) {
            open.addObject().put("path", call.path()).put("from", call.from()).put("status", call.status())
                    .put("seconds", call.age(now).toMillis() / MILLIS).put("bytes", call.bytes()).put("waiting", call.waiting());
        }
        return open;
    }

    private static ObjectNode document(ManagedServer server) {
        ObjectNode line = Json.object().put("name", server.name());
        ProgramFigures program = server.programFigures();
        switch (program) {
            case null -> {
                ServerFigures figures = server.figures();
                ArrayNode waits = Json.array();
                server.waits().forEach(waits::add);
                line.set("open", open(server));
                line.set("waits", waits);
                line.putObject("figures").put("requests", figures.requests()).put("in_flight", figures.inFlight())
                        .put("failures", figures.failures()).put("generated_tokens", figures.tokens())
                        .put("tokens_per_second", figures.tokensPerSecond());
            }
            case Told(ProgramMetrics metrics, double rate) -> line.putObject("figures").put("running", metrics.running())
                    .put("waiting", metrics.waiting()).put("answered", metrics.answered()).put("kv_cache", metrics.cacheUse())
                    .put("prompt_tokens", metrics.promptTokens()).put("generated_tokens", metrics.generatedTokens())
                    .put("tokens_per_second", metrics.generatedTokens() == null ? null : Double.valueOf(rate));
            case NotOffered(String reason, String hint) -> line.putNull("figures").put("reason", (reason + " " + hint).strip());
            case Unknown _ -> line.putNull("figures").put("reason", "The metrics are not told yet.");
        }
        return line;
    }
}
