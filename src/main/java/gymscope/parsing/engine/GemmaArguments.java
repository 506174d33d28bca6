package gymscope.parsing.engine;

import gymscope.parsing.arguments.SchemaCoercion;
import gymscope.wire.PythonJson;

/** Arguments as {@code key:<|"|>text<|"|>,key:42,key:{…},key:[…]}; given out when the call is over. */
final class GemmaArguments implements ArgumentStyle {

    @Override
    public ArgumentReader whole(SchemaCoercion coercion, Marks marks) {
        return new Reader(coercion, marks);
    }

    @Override
    public ArgumentReader streamed(SchemaCoercion coercion) {
        return new Reader(coercion, Marks.NONE);
    }

    private static final class Reader implements ArgumentReader {

        private final SchemaCoercion coercion;
        private final Marks marks;
        private final StringBuilder text = new StringBuilder();

        Reader(SchemaCoercion coercion, Marks marks) {
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
            return PythonJson.write(coercion.convert(GemmaValues.read(text.toString())));
        }
    }
}
