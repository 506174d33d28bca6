package gymscope.parsing.markup;

import gymscope.parsing.ParseRequest;
import gymscope.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Names that MiniCPM 5 makes up for tools of a telephone company's benchmark, and the tools that vLLM takes them for. */
final class MiniCpmAliases {

    private MiniCpmAliases() {
    }

    /** The call under the name of a tool that the request has; the call itself when there is none. */
    static MiniCpmCall known(MiniCpmCall call, ParseRequest request) {
        ObjectNode given = call.arguments();
        JsonNode line = first(given, "line_id", "id");
        MiniCpmCall meant = request.hasTool(call.name()) ? null : switch (call.name()) {
            case "get_details_by_phone" -> with("get_customer_by_phone", "phone_number", first(given, "phone_number", "phone"));
            case "get_details_by_name" -> byName(given);
            case "get_line_details", "get_line_status", "get_roaming_status" -> with("get_details_by_id", "id", line);
            case "get_plan_details" -> with("get_details_by_id", "id", first(given, "plan_id", "id"));
            case "enable_roaming" -> roaming(line, true);
            case "disable_roaming" -> roaming(line, false);
            case "add_refueled_data", "add_data_to_line" -> refuelled(given, line);
            default -> null;
        };
        return meant != null && request.hasTool(meant.name()) ? meant : call;
    }

    private static @Nullable MiniCpmCall with(String name, String key, @Nullable JsonNode value) {
        return value == null ? null : new MiniCpmCall(name, set(Json.object(), key, value));
    }

    private static @Nullable MiniCpmCall byName(ObjectNode given) {
        ObjectNode arguments = Json.object();
        JsonNode birth = first(given, "date_of_birth", "dob");
        set(arguments, "full_name", first(given, "full_name", "name"));
        set(set(arguments, "date_of_birth", birth), "dob", birth);
        return arguments.isEmpty() ? null : new MiniCpmCall("get_customer_by_name", arguments);
    }

    private static @Nullable MiniCpmCall roaming(@Nullable JsonNode line, boolean enabled) {
        return line == null
                ? null
                : new MiniCpmCall("toggle_roaming", set(Json.object(), "line_id", line).put("enabled", enabled));
    }

    private static @Nullable MiniCpmCall refuelled(ObjectNode given, @Nullable JsonNode line) {
        ObjectNode arguments = Json.object();
        set(arguments, "customer_id", given.get("customer_id"));
        set(set(arguments, "line_id", line), "amount_gb", first(given, "amount_gb", "gb", "gb_amount", "amount"));
        return arguments.isEmpty() ? null : new MiniCpmCall("refuel_data", arguments);
    }

    private static ObjectNode set(ObjectNode object, String key, @Nullable JsonNode value) {
        if (value != null) {
            object.set(key, value);
        }
        return object;
    }

    /** The first value that Python takes for true; the last one where none is, unless it is missing or null. */
    private static @Nullable JsonNode first(ObjectNode given, String... keys) {
        JsonNode last = null;
        for (String key : List.of(keys)) {
            last = given.get(key);
            if (last != null && isTrue(last)) {
                return last;
            }
        }
        return last == null || last.isNull() ? null : last;
    }

    private static boolean isTrue(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.doubleValue() != 0;
            case STRING -> !value.asString().isEmpty();
            case ARRAY, OBJECT -> !value.isEmpty();
            default -> false;
        };
    }
}
