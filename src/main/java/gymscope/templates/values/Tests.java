package gymscope.templates.values;

import gymscope.templates.values.Value.Bool;
import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Function;
import gymscope.templates.values.Value.Int;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.None;
import gymscope.templates.values.Value.Real;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Tuple;
import gymscope.templates.values.Value.Undefined;
import java.util.Locale;

/** Jinja2's tests ({@code value is name}). One that is not here is refused by name. */
public final class Tests {

    private Tests() {
    }

    /** {@code input is name(arguments)}. */
    public static boolean holds(String name, Value input, Arguments arguments) {
        return switch (name) {
            case "defined" -> !(input instanceof Undefined);
            case "undefined" -> input instanceof Undefined;
            case "none" -> input instanceof None;
            case "true" -> input instanceof Bool bool && bool.value();
            case "false" -> input instanceof Bool bool && !bool.value();
            case "boolean" -> input instanceof Bool;
            case "integer" -> input instanceof Int;
            case "float" -> input instanceof Real;
            case "number" -> Operators.isNumber(input);
            case "string" -> input instanceof Text;
            case "mapping" -> input instanceof Dict;
            case "sequence" -> input instanceof Text || input instanceof Items || input instanceof Tuple || input instanceof Dict
                    || input instanceof Undefined;
            case "iterable" -> input instanceof Text || input instanceof Items || input instanceof Tuple || input instanceof Dict
                    || input instanceof Undefined;
            case "callable" -> input instanceof Function;
            case "upper" -> isCased(PythonText.str(input), true);
            case "lower" -> isCased(PythonText.str(input), false);
            case "even" -> remainder(input, Value.of(2)).equals(Value.of(0));
            case "odd" -> remainder(input, Value.of(2)).equals(Value.of(1));
            case "divisibleby" -> remainder(input, arguments.require(0, "num")).equals(Value.of(0));
            case "in" -> Operators.contains(arguments.require(0, "seq"), input);
            case "==", "eq", "equalto", "!=", "ne", "<", "lt", "lessthan", "<=", "le", ">", "gt", "greaterthan", ">=", "ge" ->
                compares(name, input, arguments.require(0, "other"));
            default -> throw ValueError.notBuilt("the test “" + name + "”");
        };
    }

    /** {@code left operator right} for Python's comparisons and Jinja2's names of them. */
    public static boolean compares(String operator, Value left, Value right) {
        return switch (operator) {
            case "==", "eq", "equalto" -> Operators.equal(left, right);
            case "!=", "ne" -> !Operators.equal(left, right);
            case "<", "lt", "lessthan" -> Operators.compare(left, right) < 0;
            case "<=", "le" -> Operators.compare(left, right) <= 0;
            case ">", "gt", "greaterthan" -> Operators.compare(left, right) > 0;
            case ">=", "ge" -> Operators.compare(left, right) >= 0;
            case "in" -> Operators.contains(right, left);
            case "not in" -> !Operators.contains(right, left);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static Value remainder(Value input, Value divisor) {
        return Operators.arithmetic("%", input, divisor);
    }

    private static boolean isCased(String text, boolean upper) {
        String cased = upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
        return text.equals(cased) && text.codePoints().anyMatch(Character::isLetter);
    }
}
