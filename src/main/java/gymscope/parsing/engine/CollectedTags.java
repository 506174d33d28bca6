package gymscope.parsing.engine;

import gymscope.parsing.arguments.SchemaCoercion;
import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Collects all arguments of a call: of a repeated name the last value counts, at the place of the first; a value that nothing
 * closes is lost. For one thread.
 */
final class CollectedTags implements ArgumentReader, TagReader.Target {

    private final TagSyntax syntax;
    private final SchemaCoercion coercion;
    private final ArgumentStyle.Marks marks;
    private final TagReader reader;
    private final ObjectNode values = Json.object();
    private final StringBuilder value = new StringBuilder();
    private String name = "";
    private boolean json;

    CollectedTags(TagSyntax syntax, SchemaCoercion coercion, ArgumentStyle.Marks marks) {
        this.syntax = syntax;
        this.coercion = coercion;
        this.marks = marks;
        reader = new TagReader(syntax, this);
    }

    @Override
    public void accept(String text, int at) {
        reader.accept(text, at);
    }

    @Override
    public String take() {
        return "";
    }

    @Override
    public String finish() {
        return PythonJson.write(coercion.convert(unwrapped(syntax, coercion, values)));
    }

    @Override
    public void begin(String argument, boolean isJson) {
        name = TagValues.name(syntax, argument);
        json = isJson;
        value.setLength(0);
    }

    @Override
    public void value(String text, int at) {
        value.append(text);
        marks.argument(at, at + text.length());
    }

    @Override
    public void end() {
        if (!syntax.needsName() || !name.isEmpty()) {
            values.set(name, TagValues.read(syntax, value.toString(), json));
        }
    }

    /** The arguments inside a single one that the tool does not have, where all inside are the tool's. */
    static ObjectNode unwrapped(TagSyntax syntax, SchemaCoercion coercion, ObjectNode arguments) {
        if (!coercion.hasProperties() || arguments.size() != 1) {
            return arguments;
        }
        for (String wrapper : syntax.wrappers()) {
            JsonNode inside = coercion.declares(wrapper) ? null : arguments.get(wrapper);
            JsonNode inner = inside != null && inside.isString() ? Json.parseOrNull(inside.asString()) : inside;
            if (inner instanceof ObjectNode object && object.propertyNames().stream().allMatch(coercion::declares)) {
                return object;
            }
        }
        return arguments;
    }
}
