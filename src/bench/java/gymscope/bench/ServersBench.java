package gymscope.bench;

import gymscope.cli.Benchmark;
import gymscope.servers.ModelServerKinds;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The model servers beside direct calls to what stands behind them.
 *
 * <p>Method: this process holds the upstream (one thread, answers made beforehand) and the callers (one thread, closed loop:
 * each connection sends its next request when the last one is answered); {@code gymscope serve} runs in a process of its
 * own, so that the processor time, memory and start-up are its servers' alone, without a history but where that is said. Every way is warmed up with requests until
 * its time has passed twice without a tenth of gain, at most eight times; ways to the slow upstream beside quick ones. Then the ways are measured in turn, round after
 * round, and the median of the rounds is told; "of direct" is the median of the rounds' own ratios. Processor time is the
 * serving process's, divided by the answers. Delays of events are from the upstream's write to the caller's read, both by the
 * same clock. The cost of an idle stream is the growth of the heap after a full collection, and of the memory held.
 *
 * <p>Arguments: {@code --json}, {@code --rounds N} (5), {@code --seconds N} a measurement (2), {@code --streams N} (5000),
 * {@code --only NAME} for one of throughput, latency, events, streams.
 */
public final class ServersBench implements Benchmark {

    private record Way(String name, URI url, String body) {}

    private static final double WARM_BESIDE_SECONDS = 10;

    private int rounds = 5;
    private int seconds = 2;
    private int streams = 5000;
    private String only = "";

    @Override
    public String name() {
        return "servers";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws IOException, InterruptedException {
        boolean json = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext();) {
            String argument = rest.next();
            switch (argument) {
                case "--json" -> json = true;
                case "--rounds" -> rounds = number(argument, rest);
                case "--seconds" -> seconds = number(argument, rest);
                case "--streams" -> streams = number(argument, rest);
                case "--only" -> only = rest.hasNext() ? rest.next() : "";
                default -> throw new Fault("The servers benchmark has no argument " + argument + ".",
                        "Give --json, --rounds N, --seconds N, --streams N or --only NAME.");
            }
        }
        Path folder = Files.createTempDirectory("gymscope-bench");
        try (BenchUpstream upstream = new BenchUpstream()) {
            BenchConfig config = new BenchConfig(upstream.port(), kinds());
            ObjectNode result = Json.object().put("benchmark", "servers");
            startUp(result, config.twoServers(folder));
            Path all = config.allServers(folder);
            try (ServedProcess served = ServedProcess.start(all, false)) {
                if (wants("throughput")) {
                    // It ends here: its history would be written and indexed for minutes beside the other measurements.
                    try (ServedProcess kept = ServedProcess.start(all, true)) {
                        throughput(result.putArray("throughput"), served, kept, upstream.port());
                    }
                }
                if (wants("latency")) {
                    latency(result.putArray("latency"), served, upstream.port());
                }
                if (wants("events")) {
                    events(result.putObject("events"), served, upstream.port());
                }
                if (wants("streams")) {
                    idleStreams(result.putObject("idle_streams"), served, upstream.port());
                }
            }
            if (json) {
                out.println(Json.pretty(result));
            } else {
                BenchTable.print(out, result);
            }
        } finally {
            BenchConfig.delete(folder);
        }
    }

    private boolean wants(String part) {
        return only.isEmpty() || only.equals(part);
    }

    private static List<String> kinds() {
        try (var client = new gymscope.client.ApiClient(gymscope.client.ExchangeSink.NONE)) {
            return ModelServerKinds.standard(client).stream().map(kind -> kind.implementation()).toList();
        }
    }

    private static void startUp(ObjectNode result, Path config) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        long resident = 0;
        for (int i = 0; i < 3; i++) {
            ServedProcess launched = ServedProcess.launch(config);
            try (ServedProcess two = launched == null ? ServedProcess.start(config, false) : launched) {
                millis.add((double) two.untilReady().toMillis());
                resident = two.residentBytes();
            }
        }
        result.putObject("start_of_two").put("ms", median(millis)).put("megabytes", resident / 1e6);
    }

    private void throughput(ArrayNode table, ServedProcess served, ServedProcess kept, int upstream) throws IOException {
        for (String dialect : List.of("chat", "responses")) {
            List<Way> ways = ways(served, upstream, "", dialect);
            Way withHistory = new Way("… with history", kept.url("policy_openai_model", ways.getFirst().url().getPath()),
                    ways.getFirst().body());
            ways.add(withHistory);
            for (Way way : ways) {
                warmUp(way);
            }
            for (int concurrency : dialect.equals("chat") ? new int[]{16, 64, 256} : new int[]{64}) {
                Map<Way, List<ClosedLoop.Figures>> figures = new LinkedHashMap<>();
                Map<Way, List<Double>> processor = new LinkedHashMap<>();
                for (int round = 0; round < rounds; round++) {
                    for (Way way : ways) {
                        ServedProcess process = way.equals(withHistory) ? kept : served;
                        long before = process.processorTime().toNanos();
                        ClosedLoop.Figures one = loop(way).run(concurrency, seconds);
                        figures.computeIfAbsent(way, key -> new ArrayList<>()).add(one);
                        processor.computeIfAbsent(way, key -> new ArrayList<>())
                                .add((process.processorTime().toNanos() - before) / 1e3 / Math.max(1, one.answers()));
                    }
                }
                List<ClosedLoop.Figures> direct = Objects.requireNonNull(figures.get(ways.getFirst()));
                figures.forEach((way, all) -> {
                    List<Double> ratios = new ArrayList<>();
                    for (int round = 0; round < rounds; round++) {
                        ratios.add(all.get(round).perSecond() / direct.get(round).perSecond());
                    }
                    row(table.addObject().put("dialect", dialect).put("way", way.name()).put("concurrency", concurrency), all)
                            .put("of_direct", median(ratios))
                            .put("processor_us", median(Objects.requireNonNull(processor.get(way))));
                });
            }
        }
    }

    private void latency(ArrayNode table, ServedProcess served, int upstream) throws IOException, InterruptedException {
        for (boolean slow : new boolean[]{false, true}) {
            List<Way> ways = compared(served, upstream, slow ? "slow" : "");
            List<Way> quick = compared(served, upstream, "");
            for (int i = 0; i < ways.size(); i++) {
                warmUp(quick.get(i));
                if (slow) {
                    warmUpBeside(quick.get(i), ways.get(i));
                }
            }
            int concurrency = slow ? 16 : 1;
            Map<Way, List<ClosedLoop.Figures>> figures = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                for (Way way : ways) {
                    figures.computeIfAbsent(way, key -> new ArrayList<>())
                            .add(loop(way).run(concurrency, slow ? 2.0 * seconds : seconds));
                }
            }
            ObjectNode direct = Json.object();
            figures.forEach((way, all) -> {
                ObjectNode row = row(table.addObject().put("way", way.name()).put("upstream_ms", slow ? 200 : 0)
                        .put("concurrency", concurrency), all);
                if (direct.isEmpty()) {
                    direct.setAll(row);
                }
                row.put("added_p50_ms", row.get("p50_ms").asDouble() - direct.get("p50_ms").asDouble())
                        .put("added_p99_ms", row.get("p99_ms").asDouble() - direct.get("p99_ms").asDouble());
            });
        }
    }

    private static List<Way> compared(ServedProcess served, int upstream, String prefix) {
        return ways(served, upstream, prefix, "chat").stream()
                .filter(way -> way.name().equals("direct") || way.name().equals("openai_model")).toList();
    }

    private void events(ObjectNode figures, ServedProcess served, int upstream) throws InterruptedException {
        URI direct = URI.create("http://127.0.0.1:%d/events/v1/chat/completions".formatted(upstream));
        URI through = served.url("events_openai_model", "/v1/chat/completions");
        List<List<Double>> delays = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int round = -1; round < rounds; round++) {
            long[] straight = EventStreams.delays(direct, 16);
            long[] passed = EventStreams.delays(through, 16);
            if (round >= 0) {
                delays.get(0).add(ClosedLoop.millis(straight, 0.5));
                delays.get(1).add(ClosedLoop.millis(straight, 0.99));
                delays.get(2).add(ClosedLoop.millis(passed, 0.5));
                delays.get(3).add(ClosedLoop.millis(passed, 0.99));
            }
        }
        figures.put("direct_p50_ms", median(delays.get(0))).put("direct_p99_ms", median(delays.get(1)))
                .put("p50_ms", median(delays.get(2))).put("p99_ms", median(delays.get(3)));
    }

    private void idleStreams(ObjectNode figures, ServedProcess served, int upstream) throws IOException, InterruptedException {
        List<Way> ways = ways(served, upstream, "", "chat");
        Way direct = ways.getFirst();
        Way chat = new Way("openai_model", served.url("policy_openai_model", "/v1/chat/completions"), BenchBodies.CHAT);
        ObjectNode without = beside(direct, chat, served);
        long heap = served.heapBytes();
        long resident = served.residentBytes();
        List<Socket> sockets = EventStreams.open(served.url("idle_openai_model", "/v1/chat/completions"), streams);
        try {
            figures.put("streams", streams).put("heap_kb_each", (served.heapBytes() - heap) / 1e3 / streams)
                    .put("resident_kb_each", (served.residentBytes() - resident) / 1e3 / streams);
            figures.set("without", without);
            figures.set("with", beside(direct, chat, served));
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private ObjectNode beside(Way direct, Way chat, ServedProcess served) throws IOException {
        // The second time as well: opening thousands of streams invalidates compiled code.
        warmUp(direct);
        warmUp(chat);
        List<Double> straight = new ArrayList<>();
        List<Double> through = new ArrayList<>();
        List<Double> cost = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            straight.add(loop(direct).run(16, seconds).perSecond());
            long processor = served.processorTime().toNanos();
            ClosedLoop.Figures one = loop(chat).run(16, seconds);
            through.add(one.perSecond());
            cost.add((served.processorTime().toNanos() - processor) / 1e3 / one.answers());
        }
        return Json.object().put("direct_rps", median(straight)).put("rps", median(through)).put("processor_us", median(cost));
    }

    private static List<Way> ways(ServedProcess served, int upstream, String prefix, String dialect) {
        boolean chat = dialect.equals("chat");
        String path = chat ? "/v1/chat/completions" : "/v1/responses";
        String body = chat ? BenchBodies.CHAT : BenchBodies.FOUR_TURNS;
        List<Way> ways = new ArrayList<>();
        ways.add(new Way("direct",
                URI.create("http://127.0.0.1:%d%s%s".formatted(upstream, prefix.isEmpty() ? "" : "/" + prefix, path)), body));
        for (String kind : kinds()) {
            if (BenchConfig.isMeasured(kind)) {
                ways.add(new Way(kind, served.url((prefix.isEmpty() ? "policy" : prefix) + "_" + kind, path), body));
            }
        }
        return ways;
    }

    private static ClosedLoop loop(Way way) {
        return new ClosedLoop(way.url(), ServedProcess.TOKEN, way.body());
    }

    /** Until the compiler has done its work. */
    private static void warmUp(Way way) throws IOException {
        double best = 0;
        int since = 0;
        for (int i = 0; i < 8 && since < 2; i++) {
            ClosedLoop.Figures one = loop(way).run(16, 2);
            if (one.failures() > 0) {
                throw new Fault("%s of the benchmark answered with an error.".formatted(way.name()), "Look at its log.");
            }
            since = one.perSecond() > best * 1.1 ? 0 : since + 1;
            best = Math.max(best, one.perSecond());
        }
    }

    /**
     * Eighty calls a second would keep the compiler busy for minutes, and while it works it takes one of two cores away from
     * whole waves of answers: what they alone pass through is called as often as the rest beside a quick way.
     */
    private static void warmUpBeside(Way quick, Way slow) throws IOException, InterruptedException {
        try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2; i++) {
                Future<ClosedLoop.Figures> one = beside.submit(() -> loop(quick).run(16, WARM_BESIDE_SECONDS));
                loop(slow).run(16, WARM_BESIDE_SECONDS);
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        }
    }

    private static ObjectNode row(ObjectNode row, List<ClosedLoop.Figures> rounds) {
        return row.put("rps", median(rounds.stream().map(ClosedLoop.Figures::perSecond).toList()))
                .put("p50_ms", median(rounds.stream().map(ClosedLoop.Figures::p50Millis).toList()))
                .put("p99_ms", median(rounds.stream().map(ClosedLoop.Figures::p99Millis).toList()));
    }

    private static double median(List<Double> values) {
        return ClosedLoop.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static int number(String argument, Iterator<String> rest) {
        String text = rest.hasNext() ? rest.next() : "";
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new Fault(String.format(Locale.ROOT, "%s is '%s', which is no count.", argument, text),
                    "Give a whole number from 1 on.");
        }
        return Integer.parseInt(text);
    }
}
