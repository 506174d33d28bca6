package gymscope.cli;

import gymscope.servers.ManagedServer;
import gymscope.servers.ServerFigures;
import gymscope.servers.ServerState.Running;
import gymscope.servers.process.ProgramFigures;
import gymscope.servers.process.ProgramFigures.NotOffered;
import gymscope.servers.process.ProgramFigures.Told;
import gymscope.servers.process.ProgramFigures.Unknown;
import gymscope.servers.process.ProgramMetrics;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How busy servers are, one line each: what is counted here, or what an external program tells of itself. */
final class FigureLines {

    private static final double PERCENT = 100;

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
            case null -> counted(server.figures());
            case Told(ProgramMetrics metrics, double rate) -> told(metrics, rate);
            case NotOffered(String reason, String hint) -> "metrics are not offered. %s %s".formatted(reason, hint).strip();
            case Unknown _ -> "metrics are not told yet";
        };
    }

    private static String counted(ServerFigures figures) {
        return "%,d requests, %,d in flight, %,d failed, %s".formatted(figures.requests(), figures.inFlight(), figures.failures(),
                rate(figures.tokensPerSecond()));
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

    private static ObjectNode document(ManagedServer server) {
        ObjectNode line = Json.object().put("name", server.name());
        ProgramFigures program = server.programFigures();
        switch (program) {
            case null -> {
                ServerFigures figures = server.figures();
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
