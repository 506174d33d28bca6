package gymscope.parsing.python;

import gymscope.wire.Json;
import gymscope.wire.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** A Python expression, as far as calls with literal arguments need it. */
sealed interface PythonExpression {

    /** Where it stands. */
    Span span();

    /** Its value as JSON, null where vLLM's parsers take it for none. */
    default @Nullable JsonNode value() {
        return null;
    }

    /**
     * A literal.
     *
     * @param value its value; tuples and sets are arrays
     * @param constant whether Python's syntax tree calls it a constant, so that it may be a key
     */
    record Literal(JsonNode value, boolean constant, Span span) implements PythonExpression {}

    /** A list. */
    record Elements(List<PythonExpression> elements, Span span) implements PythonExpression {

        @Override
        public @Nullable JsonNode value() {
            ArrayNode array = Json.array();
            for (PythonExpression element : elements) {
                JsonNode value = element.value();
                if (value == null) {
                    return null;
                }
                array.add(value);
            }
            return array;
        }
    }

    /** A name, with dots or without. */
    record Name(String name, Span span) implements PythonExpression {}

    /**
     * A call.
     *
     * @param function what is called, null where it is no name
     * @param keywords the arguments with a name; others do not count
     */
    record Call(@Nullable Name function, List<Keyword> keywords, Span span) implements PythonExpression {}

    /** Anything else that is Python. */
    record Other(Span span) implements PythonExpression {}

    /**
     * An argument with a name.
     *
     * @param name its name
     * @param value what stands after the equals sign
     */
    record Keyword(String name, PythonExpression value) {}
}
