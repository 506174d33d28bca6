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
        return new Whole(coercion, marks);
    }

    @Override
    public ArgumentReader streamed(SchemaCoercion coercion) {
        return new Streamed();
    }

    private static final class Whole implements ArgumentReader {

        private final SchemaCoercion coercion;
        private final Marks marks;
        private final StringBuilder text = new StringBuilder();

        Whole(SchemaCoercion coercion, Marks marks) {
            this.coercion = coercion;
            this.marks = marks;
        }

        @Override
        public void accept(String more, int at) {
            text.append(more);
            marks.argument(at, at + more.length());
        }

        @Override
        public String take() {
            return "";
        }

        @Override
        public String finish() {
            String json = PythonText.strip(text.toString());
            if (json.isEmpty()) {
                return "{}";
            }
            if (!coercion.hasProperties() || !(Json.parseOrNull(json) instanceof ObjectNode object)) {
                return json;
            }
            ObjectNode converted = coercion.convert(object);
            return converted.equals(object) ? json : PythonJson.write(converted);
        }
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
