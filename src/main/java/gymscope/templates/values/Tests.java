package gymscope.templates.values;

import gymscope.templates.values.Value.Bool;
import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Function;
import gymscope.templates.values.Value.Int;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.Lazy;
import gymscope.templates.values.Value.None;
import gymscope.templates.values.Value.Range;
import gymscope.templates.values.Value.Real;
import gymscope.templates.values.Value.Special;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Tuple;
import gymscope.templates.values.Value.Undefined;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Jinja2's tests ({@code value is name}). */
public final class Tests {

    /** A test. */
    @FunctionalInterface
    public interface Test {

        /** {@code input is test(arguments)}. */
        boolean holds(Value input, Arguments arguments);
    }

    private static final Map<String, Test> ALL = all();

    private Tests() {
    }

    private static Map<String, Test> all() {
        Map<String, Test> tests = new HashMap<>();
        simple(tests, "defined", value -> !(value instanceof Undefined));
        simple(tests, "undefined", Undefined.class::isInstance);
        simple(tests, "none", None.class::isInstance);
        simple(tests, "boolean", Bool.class::isInstance);
        simple(tests, "true", value -> value instanceof Bool bool && bool.value());
        simple(tests, "false", value -> value instanceof Bool bool && !bool.value());
        simple(tests, "integer", Int.class::isInstance);
        simple(tests, "float", Real.class::isInstance);
        simple(tests, "number", Numbers::isNumber);
        simple(tests, "string", Text.class::isInstance);
        simple(tests, "mapping", Dict.class::isInstance);
        simple(tests, "sequence", value -> value instanceof Text || value instanceof Items || value instanceof Tuple
                || value instanceof Dict || value instanceof Range || value instanceof Undefined);
        simple(tests, "iterable", value -> value instanceof Lazy || Operators.elements(value) != null
                || (value instanceof Special special && special.attribute("previtem") != null));
        simple(tests, "callable", value -> value instanceof Function || value instanceof Undefined
                || (value instanceof Special special && special.isCallable()));
        simple(tests, "escaped", value -> value instanceof Text text && text.markup());
        simple(tests, "upper", value -> TextSearch.isCased(PythonText.str(value), true));
        simple(tests, "lower", value -> TextSearch.isCased(PythonText.str(value), false));
        simple(tests, "even", value -> leaves(value, Value.of(2), 0));
        simple(tests, "odd", value -> leaves(value, Value.of(2), 1));
        simple(tests, "filter", value -> Filters.find(PythonText.str(Operators.hashable(value))) != null);
        simple(tests, "test", value -> find(PythonText.str(Operators.hashable(value))) != null);
        tests.put("divisibleby", (input, arguments) -> leaves(input, arguments.bind("divisibleby", 1, "num").get(0), 0));
        tests.put("sameas", (input, arguments) -> same(input, arguments.bind("sameas", 1, "other").get(0)));
        tests.put("in", (input, arguments) -> Operators.contains(arguments.bind("in", 1, "seq").get(0), input));
        compares(tests, "==", "eq", "equalto");
        compares(tests, "!=", "ne");
        compares(tests, "<", "lt", "lessthan");
        compares(tests, "<=", "le");
        compares(tests, ">", "gt", "greaterthan");
        compares(tests, ">=", "ge");
        return tests;
    }

    private static void simple(Map<String, Test> tests, String name, Predicate<Value> holds) {
        tests.put(name, (input, arguments) -> {
            arguments.bind(name, 0);
            return holds.test(input);
        });
    }

    private static void compares(Map<String, Test> tests, String operator, String... names) {
        Test test = (input, arguments) -> Operators.compares(operator, input, arguments.bind(operator, 1, "other").get(0));
        tests.put(operator, test);
        for (String name : names) {
            tests.put(name, test);
        }
    }

    /** The test of that name, null when Jinja2 has none. */
    public static @Nullable Test find(String name) {
        return ALL.get(name);
    }

    /** The test of a name that is only known while the template runs. */
    static Test require(Value name) {
        Test test = ALL.get(PythonText.str(name));
        if (test == null) {
            throw ValueError.of("TemplateRuntimeError", "No test named " + PythonText.repr(name) + ".");
        }
        return test;
    }

    private static boolean leaves(Value input, Value divisor, int rest) {
        return Operators.equal(Operators.arithmetic("%", input, divisor), Value.of(rest));
    }

    /** Python's {@code is}, as far as values of templates have an identity. */
    @SuppressWarnings("ReferenceEquality") // identity is what the test asks for
    private static boolean same(Value input, Value other) {
        return switch (input) {
            case None _,Bool _,Int _,Text _ -> input.getClass() == other.getClass() && input.equals(other);
            default -> input == other;
        };
    }
}
