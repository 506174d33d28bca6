package gymscope.parsing.engine;

import gymscope.parsing.ParseRequest;
import gymscope.parsing.arguments.PythonText;
import gymscope.parsing.arguments.SchemaCoercion;
import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call while it is read: its header, then its arguments. A call whose header has no name may have one in its arguments, as
 * JSON. For one thread.
 */
final class CallReading {

    private final Grammar grammar;
    private final ParseRequest request;
    private final ArgumentStyle.@Nullable Marks marks;
    private final int start;
    private final StringBuilder header = new StringBuilder();
    private final StringBuilder nameless = new StringBuilder();
    private CallNames.@Nullable Name name;
    private @Nullable ArgumentReader reader;

    /**
     * A call's beginning.
     *
     * @param marks null to give arguments out as they come, else takes the stretches of whole arguments
     */
    CallReading(Grammar grammar, ParseRequest request, ArgumentStyle.@Nullable Marks marks, int start) {
        this.grammar = grammar;
        this.request = request;
        this.marks = marks;
        this.start = start;
    }

    /** Where it begins. */
    int start() {
        return start;
    }

    /** More of the header. */
    void name(String text) {
        header.append(text);
    }

    /** More of the arguments. */
    void arguments(String text, int at) {
        if (name == null) {
            name = grammar.names().read(header.toString(), true);
        }
        if (name.text().isEmpty()) {
            nameless.append(text);
            return;
        }
        if (reader == null) {
            reader = reader(name.text());
        }
        reader.accept(text, at);
    }

    /** The name, null until arguments begin. */
    CallNames.@Nullable Name name() {
        return name;
    }

    /** The arguments' JSON that is certain and new. */
    String take() {
        return reader == null ? "" : reader.take();
    }

    /** The name, now that the call is over. */
    CallNames.Name finalName() {
        CallNames.Name known = name == null ? grammar.names().read(header.toString(), false) : name;
        JsonNode inArguments = known.text().isEmpty() ? body().path("name") : null;
        return inArguments != null && inArguments.isString() ? new CallNames.Name(null, inArguments.asString()) : known;
    }

    /** The rest of the arguments' JSON, now that the call is over. */
    String finish() {
        if (!nameless.isEmpty()) {
            return namelessArguments();
        }
        return reader == null ? "{}" : reader.finish();
    }

    private ArgumentReader reader(String tool) {
        SchemaCoercion coercion = new SchemaCoercion(request.parameters(tool));
        return marks == null ? grammar.arguments().streamed(coercion) : grammar.arguments().whole(coercion, marks);
    }

    private ObjectNode body() {
        return Json.parseOrNull(PythonText.strip(nameless.toString())) instanceof ObjectNode object ? object : Json.object();
    }

    private String namelessArguments() {
        ObjectNode body = body();
        JsonNode inside = body.has("arguments") ? body.get("arguments") : body.get("parameters");
        if (inside != null && inside.isString()) {
            return inside.asString();
        }
        if (inside == null) {
            body.remove("name");
            inside = body;
        }
        SchemaCoercion coercion = new SchemaCoercion(request.parameters(finalName().text()));
        return PythonJson.write(inside instanceof ObjectNode object ? coercion.convert(object) : inside);
    }
}
