package gymscope.bench;

import gymscope.cli.Benchmark;
import gymscope.engine.EngineOptions;
import gymscope.engine.LocalModel;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The local engine in tokens per second, its Vector API path beside its own plain loops.
 *
 * <p>Method: one process, the demonstration model, one thread unless told otherwise, through the same public interface
 * that servers use. Prompt: 512 tokens never seen before, until they are computed. Generation: 128 tokens each of 1, 4 and
 * 16 sequences at once, each from a prompt of one token, greedy, with the score of every token. Every measurement is
 * repeated unmeasured for at least three seconds of processor time and until ten rounds in a row were no faster, so that the
 * compiler has done its work; then the median of the measured rounds is taken. "Processor" divides by the time that the
 * engine's threads really ran, which is what is left of the figure on a machine that does something else too.
 *
 * <p>Arguments: {@code --json}, {@code --threads N}, {@code --rounds N}, {@code --model FILE}.
 */
public final class EngineBench implements Benchmark {

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws InterruptedException {
        Path file = Path.of(System.getProperty("gymscope.home", "."), "src", "demo-model", "gymscope-demo-q8_0.gguf");
        int threads = 1;
        int rounds = 9;
        boolean json = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext();) {
            String argument = rest.next();
            switch (argument) {
                case "--json" -> json = true;
                case "--threads" -> threads = number(argument, rest);
                case "--rounds" -> rounds = number(argument, rest);
                case "--model" -> file = Path.of(value(argument, rest));
                default -> throw new Fault("The engine benchmark has no argument " + argument + ".",
                        "Give --json, --threads N, --rounds N or --model FILE.");
            }
        }
        List<EngineFigure> vectors = measure(file, EngineOptions.standard().withThreads(threads), rounds);
        List<EngineFigure> loops = measure(file, EngineOptions.standard().withThreads(threads).withVectors(false),
                rounds / 2 + 1);
        if (json) {
            out.println(Json.pretty(asJson(threads, vectors, loops)));
        } else {
            print(out, threads, vectors, loops);
        }
    }

    private static List<EngineFigure> measure(Path file, EngineOptions options, int rounds) throws InterruptedException {
        try (LocalModel model = LocalModel.load(file, options)) {
            EngineLoad load = new EngineLoad(model);
            List<EngineFigure> figures = new ArrayList<>();
            figures.add(EngineFigure.median("prompt of 512", rounds, () -> load.prompt(512)));
            for (int sequences : List.of(1, 4, 16)) {
                figures.add(
                        EngineFigure.median(sequences == 1 ? "generation, 1 sequence" : "generation, " + sequences + " sequences",
                                rounds, () -> load.generate(sequences, 128)));
            }
            return figures;
        }
    }

    private static void print(PrintStream out, int threads, List<EngineFigure> vectors, List<EngineFigure> loops) {
        out.printf(Locale.ROOT, "Tokens per second, %d thread(s), median%n%n", threads);
        out.printf(Locale.ROOT, "%-26s %10s %10s %12s %8s%n", "", "vectors", "processor", "plain loops", "times");
        for (int i = 0; i < vectors.size(); i++) {
            EngineFigure ours = vectors.get(i);
            EngineFigure plain = loops.get(i);
            out.printf(Locale.ROOT, "%-26s %10.0f %10.0f %12.0f %8.1f%n", ours.what(), ours.perSecond(),
                    ours.perProcessorSecond(), plain.perSecond(), ours.perProcessorSecond() / plain.perProcessorSecond());
        }
    }

    private static ObjectNode asJson(int threads, List<EngineFigure> vectors, List<EngineFigure> loops) {
        ObjectNode result = Json.object().put("benchmark", "engine").put("unit", "tokens per second").put("threads", threads);
        ArrayNode figures = result.putArray("figures");
        for (int i = 0; i < vectors.size(); i++) {
            figures.addObject().put("what", vectors.get(i).what()).put("vectors", vectors.get(i).perSecond())
                    .put("vectors_processor", vectors.get(i).perProcessorSecond()).put("plain_loops", loops.get(i).perSecond())
                    .put("plain_loops_processor", loops.get(i).perProcessorSecond());
        }
        return result;
    }

    private static int number(String argument, Iterator<String> rest) {
        String text = value(argument, rest);
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new Fault(argument + " is " + text + ", which is no count.", "Give a whole number from 1 on.");
        }
        return Integer.parseInt(text);
    }

    private static String value(String argument, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new Fault(argument + " has no value.", "Give it after a space.");
        }
        return rest.next();
    }
}
