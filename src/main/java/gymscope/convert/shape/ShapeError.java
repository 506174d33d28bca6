package gymscope.convert.shape;

import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One mismatch, in pydantic's words.
 *
 * @param type for instance {@code missing} or {@code extra_forbidden}
 * @param loc where: member names and list positions from the outside in, with the names of union members between them
 * @param message what should be there
 * @param input what is there
 */
public record ShapeError(String type, List<Object> loc, String message, JsonNode input) {

    private static final String LITERAL = "literal_error";
    private static final String SHOULD_BE = "Input should be ";

    static ShapeError at(String type, String message, JsonNode input) {
        return new ShapeError(type, List.of(), message, input);
    }

    /** The same, seen from one level further out. */
    public ShapeError in(Object step) {
        List<Object> longer = new ArrayList<>(loc.size() + 1);
        longer.add(step);
        longer.addAll(loc);
        return new ShapeError(type, longer, message, input);
    }

    /** An entry of FastAPI's {@code detail}. */
    public ObjectNode toJson() {
        ObjectNode entry = Json.object().put("type", type);
        entry.set("loc", Json.toTree(loc));
        entry.put("msg", message);
        entry.set("input", input);
        if (type.equals(LITERAL) && message.startsWith(SHOULD_BE)) {
            entry.putObject("ctx").put("expected", message.substring(SHOULD_BE.length()));
        }
        return entry;
    }
}
