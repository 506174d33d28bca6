package gymscope.templates;

import gymscope.templates.syntax.Expression;
import gymscope.templates.syntax.Expression.And;
import gymscope.templates.syntax.Expression.Arithmetic;
import gymscope.templates.syntax.Expression.Attribute;
import gymscope.templates.syntax.Expression.Call;
import gymscope.templates.syntax.Expression.Comparison;
import gymscope.templates.syntax.Expression.Concatenation;
import gymscope.templates.syntax.Expression.Conditional;
import gymscope.templates.syntax.Expression.DictOf;
import gymscope.templates.syntax.Expression.Entry;
import gymscope.templates.syntax.Expression.Filter;
import gymscope.templates.syntax.Expression.Item;
import gymscope.templates.syntax.Expression.ListOf;
import gymscope.templates.syntax.Expression.Literal;
import gymscope.templates.syntax.Expression.Name;
import gymscope.templates.syntax.Expression.Named;
import gymscope.templates.syntax.Expression.Not;
import gymscope.templates.syntax.Expression.Operand;
import gymscope.templates.syntax.Expression.Or;
import gymscope.templates.syntax.Expression.Sign;
import gymscope.templates.syntax.Expression.Slice;
import gymscope.templates.syntax.Expression.Test;
import gymscope.templates.syntax.Expression.TupleOf;
import gymscope.templates.values.Arguments;
import gymscope.templates.values.Filters;
import gymscope.templates.values.Members;
import gymscope.templates.values.Operators;
import gymscope.templates.values.PythonText;
import gymscope.templates.values.Tests;
import gymscope.templates.values.Value;
import gymscope.templates.values.ValueError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes expressions. What goes wrong in one is told with its place. */
record Evaluator(Budget budget) {

    Value value(Expression expression, Scope scope) {
        try {
            budget.step();
            return compute(expression, scope);
        } catch (ValueError error) {
            throw new TemplateFault(error.reason(), error.hint(), expression.at());
        }
    }

    boolean truth(Expression expression, Scope scope) {
        return Operators.truth(value(expression, scope));
    }

    private Value compute(Expression expression, Scope scope) {
        return switch (expression) {
            case Literal literal -> literal.value();
            case Name name -> scope.get(name.name());
            case ListOf list -> new Value.Items(values(list.elements(), scope));
            case TupleOf tuple -> new Value.Tuple(values(tuple.elements(), scope));
            case DictOf dict -> dict(dict, scope);
            case Attribute attribute -> Members.attribute(value(attribute.target(), scope), attribute.name());
            case Item item -> Members.item(value(item.target(), scope), value(item.key(), scope));
            case Slice slice -> Members.slice(value(slice.target(), scope), orNone(slice.start(), scope),
                    orNone(slice.stop(), scope), orNone(slice.step(), scope));
            case Call call -> call(call, scope);
            case Filter filter -> filtered(filter, value(filter.input(), scope), scope);
            case Test test -> Value.of(Tests.holds(test.name(), value(test.input(), scope),
                    arguments(test.arguments(), List.of(), scope)));
            case Sign sign -> Operators.sign(sign.negative(), value(sign.operand(), scope));
            case Not not -> Value.of(!truth(not.operand(), scope));
            case And and -> {
                Value left = value(and.left(), scope);
                yield Operators.truth(left) ? value(and.right(), scope) : left;
            }
            case Or or -> {
                Value left = value(or.left(), scope);
                yield Operators.truth(left) ? left : value(or.right(), scope);
            }
            case Arithmetic sum -> Operators.arithmetic(sum.operator(), value(sum.left(), scope), value(sum.right(), scope));
            case Comparison comparison -> comparison(comparison, scope);
            case Concatenation concatenation -> concatenation(concatenation, scope);
            case Conditional conditional -> conditional(conditional, scope);
        };
    }

    /** A filter's value for an input that is computed already. */
    Value filtered(Filter filter, Value input, Scope scope) {
        try {
            return Filters.apply(filter.name(), input, arguments(filter.arguments(), filter.named(), scope));
        } catch (ValueError error) {
            throw new TemplateFault(error.reason(), error.hint(), filter.at());
        }
    }

    private List<Value> values(List<Expression> expressions, Scope scope) {
        return expressions.stream().map(expression -> value(expression, scope)).toList();
    }

    private Value orNone(@Nullable Expression expression, Scope scope) {
        return expression == null ? Value.NONE : value(expression, scope);
    }

    private Value dict(DictOf dict, Scope scope) {
        Map<Value, Value> members = new LinkedHashMap<>();
        for (Entry entry : dict.entries()) {
            members.put(value(entry.key(), scope), value(entry.value(), scope));
        }
        return new Value.Dict(members);
    }

    private Value call(Call call, Scope scope) {
        Value called = value(call.function(), scope);
        if (called instanceof Value.Function function) {
            return function.call(arguments(call.arguments(), call.named(), scope));
        }
        throw new ValueError(called instanceof Value.Undefined undefined
                ? undefined.what() + " is not there to be called"
                : PythonText.typeName(called) + " cannot be called");
    }

    private Arguments arguments(List<Expression> positional, List<Named> named, Scope scope) {
        Map<String, Value> byName = new LinkedHashMap<>();
        named.forEach(argument -> byName.put(argument.name(), value(argument.value(), scope)));
        return new Arguments(values(positional, scope), byName);
    }

    private Value comparison(Comparison comparison, Scope scope) {
        Value left = value(comparison.first(), scope);
        for (Operand operand : comparison.rest()) {
            Value right = value(operand.value(), scope);
            if (!Tests.compares(operand.operator(), left, right)) {
                return Value.of(false);
            }
            left = right;
        }
        return Value.of(true);
    }

    private Value concatenation(Concatenation concatenation, Scope scope) {
        StringBuilder text = new StringBuilder();
        for (Value part : values(concatenation.parts(), scope)) {
            String piece = PythonText.str(part);
            budget.write(piece.length());
            text.append(piece);
        }
        return Value.of(text.toString());
    }

    private Value conditional(Conditional conditional, Scope scope) {
        if (truth(conditional.test(), scope)) {
            return value(conditional.value(), scope);
        }
        Expression otherwise = conditional.otherwise();
        return otherwise == null ? new Value.Undefined("the value without “else”") : value(otherwise, scope);
    }
}
