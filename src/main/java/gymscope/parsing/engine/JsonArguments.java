package gymscope.parsing.engine;

import gymscope.parsing.arguments.PythonText;
import gymscope.parsing.arguments.SchemaCoercion;
import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import tools.jackson.databind.node.ObjectNode;

/**
 * Arguments that the model writes as JSON. A stream gives the text out as it is; a whole text loses the white space around it and
 * is written anew where the schema changes a value.
 */
final class JsonArguments implements ArgumentStyle {

    @Override
    public ArgumentReader whole(SchemaCoercion coercion, Marks marks) {
        return new WholeArguments(marks, text -> converted(text, coercion));
    }

    @Override
    public ArgumentReader streamed(SchemaCoercion coercion) {
        return new Streamed();
    }

    private static String converted(String text, SchemaCoercion coercion) {
        String json = PythonText.strip(text);
        if (json.isEmpty()) {
            return "{}";
        }
        if (!coercion.hasProperties() || !(Json.parseOrNull(json) instanceof ObjectNode object)) {
            return json;
        }
        ObjectNode converted = coercion.convert(object);
        return converted.equals(object) ? json : PythonJson.write(converted);
    }

    private static final class Streamed implements ArgumentReader {

        private final StringBuilder ready = new StringBuilder();
        private boolean blank = true;

        @Override
        public void accept(String text, int at) {
            ready.append(text);
            blank &= PythonText.isBlank(text);
        }

        @Override
        public String take() {
            String taken = ready.toString();
            ready.setLength(0);
            return taken;
        }

        @Override
        public String finish() {
            return blank ? take() + "{}" : take();
        }
    }
}
