package gymscope.agents;

import gymscope.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@code usage} of several Responses added up, as NeMo Gym does it. */
final class ResponsesUsage {

    private static final List<String> COUNTS = List.of("input_tokens", "output_tokens", "total_tokens");

    private ResponsesUsage() {
    }

    /** The sum; a usage that is missing counts for nothing, a detail that one side does not know becomes null. */
    static @Nullable ObjectNode sum(@Nullable ObjectNode total, @Nullable JsonNode usage) {
        if (!(usage instanceof ObjectNode more)) {
            return total;
        }
        if (total == null) {
            return more.deepCopy();
        }
        ObjectNode sum = total.deepCopy();
        for (String count : COUNTS) {
            sum.put(count, total.path(count).asLong(0) + more.path(count).asLong(0));
        }
        sumDetail(sum, more, "input_tokens_details", "cached_tokens");
        sumDetail(sum, more, "output_tokens_details", "reasoning_tokens");
        return sum;
    }

    private static void sumDetail(ObjectNode sum, ObjectNode more, String details, String count) {
        Double one = Json.number(sum.path(details), count);
        Double other = Json.number(more.path(details), count);
        ObjectNode both = sum.get(details) instanceof ObjectNode object ? object : sum.putObject(details);
        both.put(count, one == null || other == null ? null : Long.valueOf(one.longValue() + other.longValue()));
    }
}
