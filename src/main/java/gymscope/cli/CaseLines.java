package gymscope.cli;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Batch work: JSON lines of cases in, one line a case out, in their order; a bad case does not end it. */
final class CaseLines {

    private CaseLines() {
    }

    /**
     * Answers each case.
     *
     * @param file its name, {@code -} for standard input
     * @param answer a case's result; may throw a fault
     * @return the exit code
     */
    static int answer(String file, Console console, Function<ObjectNode, JsonNode> answer) {
        int[] failed = {0};
        DocumentSource.read(file, (document, place, form) -> {
            ObjectNode line = Json.object().put("id", place);
            try {
                ObjectNode body = document.get();
                if (body.get("cases") instanceof ArrayNode cases) {
                    cases.forEach(one -> failed[0] += print(console, one(body, one), place, answer));
                } else {
                    failed[0] += print(console, body, place, answer);
                }
            } catch (Fault problem) {
                failed[0]++;
                console.out().println(Json.write(line.put("error", problem.sentence())));
                console.out().flush();
            }
        });
        return failed[0] == 0 ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    /** A case of a file of many: what stands beside the list holds for each. */
    private static ObjectNode one(ObjectNode file, JsonNode one) {
        ObjectNode whole = file.deepCopy();
        whole.remove("cases");
        if (one instanceof ObjectNode members) {
            whole.setAll(members);
        }
        return whole;
    }

    private static int print(Console console, ObjectNode body, String place, Function<ObjectNode, JsonNode> answer) {
        JsonNode id = body.get("id");
        ObjectNode line = Json.object();
        line.set("id", id == null ? StringNode.valueOf(place) : id);
        int failed = 0;
        try {
            line.set("result", answer.apply(body));
        } catch (Fault problem) {
            failed = 1;
            line.put("error", problem.sentence());
        }
        console.out().println(Json.write(line));
        console.out().flush();
        return failed;
    }
}
