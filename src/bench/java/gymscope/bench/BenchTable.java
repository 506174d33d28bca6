package gymscope.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The figures of the servers as a table for people. */
final class BenchTable {

    private BenchTable() {
    }

    static void print(PrintStream out, ObjectNode result) {
        if (result.has("throughput")) {
            out.printf(Locale.ROOT, "%-10s %-20s %5s %9s %9s %9s %9s %12s%n", "", "", "c", "req/s", "p50 ms", "p99 ms",
                    "of direct",
                    "CPU µs/req");
            for (JsonNode row : result.get("throughput")) {
                double ratio = row.get("of_direct").asDouble();
                out.printf(Locale.ROOT, "%-10s %-20s %5d %9.0f %9.2f %9.2f %9s %12.0f%n", text(row, "dialect"), text(row, "way"),
                        row.get("concurrency").asInt(), number(row, "rps"), number(row, "p50_ms"), number(row, "p99_ms"),
                        String.format(Locale.ROOT, "1/%.1f", 1 / ratio), number(row, "processor_us"));
            }
        }
        if (result.has("latency")) {
            out.printf(Locale.ROOT, "%n%-20s %11s %5s %9s %9s %11s %11s%n", "", "upstream ms", "c", "p50 ms", "p99 ms",
                    "added p50",
                    "added p99");
            for (JsonNode row : result.get("latency")) {
                out.printf(Locale.ROOT, "%-20s %11d %5d %9.3f %9.3f %11.3f %11.3f%n", text(row, "way"),
                        row.get("upstream_ms").asInt(),
                        row.get("concurrency").asInt(), number(row, "p50_ms"), number(row, "p99_ms"), number(row, "added_p50_ms"),
                        number(row, "added_p99_ms"));
            }
        }
        JsonNode events = result.get("events");
        if (events != null) {
            out.printf(Locale.ROOT,
                    "%nEvents, 16 streams of 50 a second: direct p50 %.2f ms, p99 %.2f ms; through openai_model %.2f, %.2f ms%n",
                    number(events, "direct_p50_ms"), number(events, "direct_p99_ms"), number(events, "p50_ms"),
                    number(events, "p99_ms"));
        }
        JsonNode idle = result.get("idle_streams");
        if (idle != null) {
            out.printf(Locale.ROOT, "%n%d idle streams: %.1f kB of heap, %.1f kB of memory each%n", idle.get("streams").asInt(),
                    number(idle, "heap_kb_each"), number(idle, "resident_kb_each"));
            for (String when : List.of("without", "with")) {
                JsonNode chat = idle.get(when);
                out.printf(Locale.ROOT, "Chat at 16 %s them: %.0f req/s, %.0f µs of processor time each (direct: %.0f req/s)%n",
                        when, number(chat, "rps"), number(chat, "processor_us"), number(chat, "direct_rps"));
            }
        }
        JsonNode start = result.get("start_of_two");
        out.printf(Locale.ROOT, "%nTwo servers answer after %.0f ms and hold %.0f MB%n", number(start, "ms"),
                number(start, "megabytes"));
    }

    private static String text(JsonNode row, String member) {
        return row.get(member).asString();
    }

    private static double number(JsonNode row, String member) {
        return row.get(member).asDouble();
    }
}
