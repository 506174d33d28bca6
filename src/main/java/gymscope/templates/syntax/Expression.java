package gymscope.templates.syntax;

import gymscope.templates.values.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression of a template. */
public sealed interface Expression {

    /** Where it begins. */
    Position at();

    record Literal(Value value, Position at) implements Expression {}

    record Name(String name, Position at) implements Expression {}

    record ListOf(List<Expression> elements, Position at) implements Expression {}

    record TupleOf(List<Expression> elements, Position at) implements Expression {}

    record DictOf(List<Entry> entries, Position at) implements Expression {}

    /** {@code target.name}: the attribute, else the item. */
    record Attribute(Expression target, String name, Position at) implements Expression {}

    /** {@code target[key]}: the item, else the attribute. */
    record Item(Expression target, Expression key, Position at) implements Expression {}

    record Slice(Expression target, @Nullable Expression start, @Nullable Expression stop, @Nullable Expression step,
            Position at) implements Expression {}

    record Call(Expression function, Given arguments, Position at) implements Expression {}

    /** {@code input | name}; the input is null where a block's text is meant. */
    record Filter(@Nullable Expression input, String name, Given arguments, Position at) implements Expression {}

    record Test(Expression input, String name, Given arguments, Position at) implements Expression {}

    /** {@code -x} and {@code +x}. */
    record Sign(boolean negative, Expression operand, Position at) implements Expression {}

    record Not(Expression operand, Position at) implements Expression {}

    record And(Expression left, Expression right, Position at) implements Expression {}

    record Or(Expression left, Expression right, Position at) implements Expression {}

    record Arithmetic(String operator, Expression left, Expression right, Position at) implements Expression {}

    /** {@code first op second op third}, each pair compared as in Python. */
    record Comparison(Expression first, List<Operand> rest, Position at) implements Expression {}

    /** {@code a ~ b}: texts joined. */
    record Concatenation(List<Expression> parts, Position at) implements Expression {}

    /** {@code value if test else otherwise}. */
    record Conditional(Expression test, Expression value, @Nullable Expression otherwise, Position at) implements Expression {}

    /** A member of a dict literal. */
    record Entry(Expression key, Expression value) {}

    /** A named argument. */
    record Named(String name, Expression value) {}

    /** An operator of a comparison ({@code ==}, {@code in}, {@code not in} …) with its right side. */
    record Operand(String operator, Expression value) {}

    /**
     * What stands between the parentheses of a call.
     *
     * @param star what follows {@code *}
     * @param doubleStar what follows {@code **}
     */
    record Given(List<Expression> positional, List<Named> named, @Nullable Expression star, @Nullable Expression doubleStar) {

        /** No arguments. */
        public static final Given NOTHING = new Given(List.of(), List.of(), null, null);
    }
}
