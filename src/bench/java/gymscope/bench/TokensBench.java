package gymscope.bench;

import gymscope.cli.Benchmark;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * The token surface, and what makes and reads the text of tokens: painting, streaming, parsing, templates.
 *
 * <p>Arguments: {@code --json}, {@code --only surface|streaming|parsing|templates} (again for more than one). Each part says
 * in its class how it measures.
 */
public final class TokensBench implements Benchmark {

    private interface Part {
        ObjectNode measure() throws Exception;
    }

    private static final Map<String, Part> PARTS = parts();

    private static Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("surface", SurfaceFigures::measure);
        parts.put("streaming", StreamingFigures::measure);
        parts.put("parsing", ParsingFigures::measure);
        parts.put("templates", TemplateFigures::measure);
        return parts;
    }

    @Override
    public String name() {
        return "tokens";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        boolean json = false;
        Map<String, Part> wanted = new LinkedHashMap<>();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext();) {
            String argument = rest.next();
            if (argument.equals("--json")) {
                json = true;
            } else if (argument.equals("--only") && rest.hasNext()) {
                String name = rest.next();
                Part part = PARTS.get(name);
                if (part == null) {
                    throw new Fault("The tokens benchmark has no part " + name + ".",
                            "Name one of: " + String.join(", ", PARTS.keySet()) + ".");
                }
                wanted.put(name, part);
            } else {
                throw new Fault("The tokens benchmark has no argument " + argument + ".", "Give --json or --only PART.");
            }
        }
        ObjectNode result = Json.object().put("benchmark", "tokens");
        for (Map.Entry<String, Part> part : (wanted.isEmpty() ? PARTS : wanted).entrySet()) {
            result.set(part.getKey(), part.getValue().measure());
        }
        if (json) {
            out.println(Json.pretty(result));
        } else {
            TokensTable.print(out, result);
        }
    }
}
