package gymscope.parsing.engine;

import gymscope.parsing.arguments.SchemaCoercion;
import gymscope.wire.PythonJson;

/** Arguments as {@code key:<|"|>text<|"|>,key:42,key:{…},key:[…]}; given out when the call is over. */
final class GemmaArguments implements ArgumentStyle {

    @Override
    public ArgumentReader whole(SchemaCoercion coercion, Marks marks) {
        return reader(coercion, marks);
    }

    @Override
    public ArgumentReader streamed(SchemaCoercion coercion) {
        return reader(coercion, Marks.NONE);
    }

    private static ArgumentReader reader(SchemaCoercion coercion, Marks marks) {
        return new WholeArguments(marks, text -> PythonJson.write(coercion.convert(GemmaValues.read(text))));
    }
}
