package gymscope.templates.program;

import gymscope.templates.program.ExpressionCompiler.ArgumentsCode;
import gymscope.templates.syntax.Expression;
import gymscope.templates.syntax.Expression.Given;
import gymscope.templates.syntax.Expression.Named;
import gymscope.templates.values.Arguments;
import gymscope.templates.values.Operators;
import gymscope.templates.values.PythonText;
import gymscope.templates.values.Value;
import gymscope.templates.values.ValueError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes calls and their arguments ready to run. */
record CallCompiler(ExpressionCompiler expressions) {

    /**
     * A call.
     *
     * @param caller what a call block passes on as {@code caller}, null elsewhere
     */
    Code code(Expression.Call call, @Nullable Code caller) {
        Code function = expressions.code(call.function());
        ArgumentsCode arguments = arguments(call.arguments(), caller);
        return Code.at(call.at(), frame -> {
            frame.execution.budget.step();
            return called(function.value(frame), arguments.value(frame));
        });
    }

    private static Value called(Value function, Arguments arguments) {
        return switch (function) {
            case Value.Function known -> known.call(arguments);
            case Value.Special special when special.isCallable() -> special.call(arguments);
            case Value.Undefined undefined -> throw ValueError.undefined(undefined);
            default -> throw ValueError.type("'%s' object is not callable".formatted(PythonText.typeName(function)));
        };
    }

    ArgumentsCode arguments(Given given, @Nullable Code caller) {
        Code[] positional = expressions.codes(given.positional());
        Code star = expressions.codeOrNull(given.star());
        Code doubleStar = expressions.codeOrNull(given.doubleStar());
        String[] names = given.named().stream().map(Named::name).toArray(String[]::new);
        Code[] named = expressions.codes(given.named().stream().map(Named::value).toList());
        if (positional.length == 0 && names.length == 0 && star == null && doubleStar == null && caller == null) {
            return frame -> Arguments.none();
        }
        if (names.length == 0 && star == null && doubleStar == null && caller == null) {
            return frame -> new Arguments(ExpressionCompiler.values(positional, frame), Map.of());
        }
        return frame -> {
            List<Value> values = ExpressionCompiler.values(positional, frame);
            if (star != null) {
                values = ExpressionCompiler.extended(values, Operators.list(star.value(frame)));
            }
            Map<String, Value> byName = new LinkedHashMap<>();
            for (int i = 0; i < names.length; i++) {
                put(byName, names[i], named[i].value(frame));
            }
            if (caller != null) {
                put(byName, "caller", caller.value(frame));
            }
            if (doubleStar != null) {
                spread(doubleStar.value(frame), byName);
            }
            return new Arguments(values, byName);
        };
    }

    private static void spread(Value mapping, Map<String, Value> byName) {
        if (!(mapping instanceof Value.Dict dict)) {
            throw ValueError.type("argument after ** must be a mapping, not " + PythonText.typeName(mapping));
        }
        dict.members().forEach((key, value) -> {
            if (!(key instanceof Value.Text name)) {
                throw ValueError.type("keywords must be strings");
            }
            put(byName, name.value(), value);
        });
    }

    private static void put(Map<String, Value> byName, String name, Value value) {
        if (byName.put(name, value) != null) {
            throw ValueError.type("got multiple values for keyword argument '%s'".formatted(name));
        }
    }
}
