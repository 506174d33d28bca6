package gymscope.verification;

import gymscope.wire.Exchange;
import gymscope.wire.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of a report that programs read; members are only ever added.
 *
 * <pre>
 * {"format": "gymscope.verify", "version": 1,
 *  "endpoint": {"name", "url", "model"|null},
 *  "started_at": ISO 8601, "duration_ms": number,
 *  "ready": boolean, "verdict": "pass"|"warn"|"fail", "sentence": text,
 *  "stopped": null | {"sentence", "hint"},
 *  "counts": {"pass", "warn", "fail", "not_applicable"},
 *  "checks": [{"id", "theme", "title", "verdict": "pass"|"warn"|"fail"|"not_applicable",
 *              "evidence", "why"|null, "fix"|null, "duration_ms",
 *              "exchanges": [{"id", "method", "url", "status", "failure"|null, "duration_ms", "request", "response"}]}]}
 * </pre>
 *
 * A request or response is JSON where it is JSON, else its text; of a stream it is the raw text. Secrets are masked.
 */
final class ReportJson {

    private ReportJson() {
    }

    static ObjectNode of(Report report) {
        ObjectNode json = Json.object();
        json.put("format", "gymscope.verify").put("version", 1);
        json.putObject("endpoint").put("name", report.endpoint().name()).put("url", report.endpoint().baseUrl().toString())
                .put("model", report.endpoint().model());
        json.put("started_at", report.startedAt().toString()).put("duration_ms", report.duration().toMillis());
        json.put("ready", report.isReady()).put("verdict", report.verdict().key()).put("sentence", report.sentence());
        Stop stop = report.stop();
        if (stop == null) {
            json.putNull("stopped");
        } else {
            json.putObject("stopped").put("sentence", stop.sentence()).put("hint", stop.hint());
        }
        ObjectNode counts = json.putObject("counts");
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict.key(), report.count(verdict));
        }
        ArrayNode checks = json.putArray("checks");
        report.results().forEach(result -> add(checks.addObject(), result));
        return json;
    }

    private static void add(ObjectNode json, CheckResult result) {
        json.put("id", result.id()).put("theme", result.theme().key()).put("title", result.title());
        json.put("verdict", result.verdict().key()).put("evidence", result.evidence());
        json.put("why", result.why()).put("fix", result.fix()).put("duration_ms", result.duration().toMillis());
        ArrayNode exchanges = json.putArray("exchanges");
        result.exchanges().forEach(exchange -> add(exchanges.addObject(), exchange));
    }

    private static void add(ObjectNode json, Exchange exchange) {
        json.put("id", exchange.id()).put("method", exchange.method()).put("url", exchange.url());
        json.put("status", exchange.status()).put("failure", exchange.failure());
        json.put("duration_ms", exchange.timing().total().toMillis());
        put(json, "request", exchange.requestBody());
        put(json, "response", exchange.responseBody());
    }

    private static void put(ObjectNode json, String member, String text) {
        JsonNode parsed = Json.parseOrNull(text);
        if (parsed != null) {
            json.set(member, parsed);
        } else {
            json.put(member, text);
        }
    }
}
