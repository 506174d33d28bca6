package gymscope.parsing.engine;

import gymscope.parsing.arguments.SchemaCoercion;

/** Arguments in tags. */
record TagArguments(TagSyntax syntax) implements ArgumentStyle {

    @Override
    public ArgumentReader whole(SchemaCoercion coercion, Marks marks) {
        return new CollectedTags(syntax, coercion, marks);
    }

    @Override
    public ArgumentReader streamed(SchemaCoercion coercion) {
        return new StreamedTags(syntax, coercion);
    }
}
