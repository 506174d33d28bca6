package gymscope.templates.program;

import gymscope.templates.TemplateFault;
import gymscope.templates.syntax.Expression;
import gymscope.templates.syntax.Expression.Operand;
import gymscope.templates.syntax.Position;
import gymscope.templates.values.Arguments;
import gymscope.templates.values.Filters;
import gymscope.templates.values.Members;
import gymscope.templates.values.Operators;
import gymscope.templates.values.Tests;
import gymscope.templates.values.TextBuilder;
import gymscope.templates.values.Value;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Undefined;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the expressions of one scope ready to run.
 *
 * @param symbols the names of the scope
 * @param function the function whose frames the code runs on
 * @param soft whether an unknown filter or test is only refused when it is used, as in a branch
 */
record ExpressionCompiler(Symbols symbols, Function function, boolean soft) {

    ExpressionCompiler softly() {
        return soft ? this : new ExpressionCompiler(symbols, function, true);
    }

    Code code(Expression expression) {
        Position at = expression.at();
        return switch (expression) {
            case Expression.Literal literal -> frame -> literal.value();
            case Expression.Name name -> variable(name.name());
            case Expression.ListOf list -> {
                Code[] elements = codes(list.elements());
                yield frame -> new Value.Items(values(elements, frame));
            }
            case Expression.TupleOf tuple -> {
                Code[] elements = codes(tuple.elements());
                yield frame -> new Value.Tuple(values(elements, frame));
            }
            case Expression.DictOf dict -> {
                Code[] keys = codes(dict.entries().stream().map(Expression.Entry::key).toList());
                Code[] values = codes(dict.entries().stream().map(Expression.Entry::value).toList());
                yield Code.at(at, frame -> Operators.dict(values(keys, frame), values(values, frame)));
            }
            case Expression.Attribute attribute -> {
                Code target = code(attribute.target());
                Text name = Value.of(attribute.name());
                yield Code.at(at, frame -> Members.attribute(target.value(frame), name));
            }
            case Expression.Item item -> {
                Code target = code(item.target());
                Code key = code(item.key());
                yield Code.at(at, frame -> Members.item(target.value(frame), key.value(frame)));
            }
            case Expression.Slice slice -> slice(slice);
            case Expression.Call call -> new CallCompiler(this).code(call, null);
            case Expression.Filter filter -> {
                Expression input = filter.input();
                if (input == null) {
                    throw new IllegalStateException("A filter of a block has no input of its own.");
                }
                yield filter(filter, code(input));
            }
            case Expression.Test test -> test(test);
            case Expression.Sign sign -> {
                Code operand = code(sign.operand());
                yield Code.at(at, frame -> Operators.sign(sign.negative(), operand.value(frame)));
            }
            case Expression.Not not -> {
                Code operand = code(not.operand());
                yield frame -> Value.of(!Operators.truth(operand.value(frame)));
            }
            case Expression.And and -> {
                Code left = code(and.left());
                Code right = code(and.right());
                yield frame -> {
                    Value value = left.value(frame);
                    return Operators.truth(value) ? right.value(frame) : value;
                };
            }
            case Expression.Or or -> {
                Code left = code(or.left());
                Code right = code(or.right());
                yield frame -> {
                    Value value = left.value(frame);
                    return Operators.truth(value) ? value : right.value(frame);
                };
            }
            case Expression.Arithmetic sum -> {
                Code left = code(sum.left());
                Code right = code(sum.right());
                yield Code.at(at, frame -> Operators.arithmetic(sum.operator(), left.value(frame), right.value(frame)));
            }
            case Expression.Comparison comparison -> comparison(comparison);
            case Expression.Concatenation concatenation -> concatenation(concatenation);
            case Expression.Conditional conditional -> conditional(conditional);
        };
    }

    @Nullable
    Code codeOrNull(@Nullable Expression expression) {
        return expression == null ? null : code(expression);
    }

    Code[] codes(List<Expression> expressions) {
        return expressions.stream().map(this::code).toArray(Code[]::new);
    }

    static List<Value> values(Code[] codes, Frame frame) {
        Value[] values = new Value[codes.length];
        for (int i = 0; i < codes.length; i++) {
            values[i] = codes[i].value(frame);
        }
        return Arrays.asList(values);
    }

    private Code variable(String name) {
        Function.Slot slot = symbols.place(name);
        int depth = function.depthOf(slot.function());
        int index = slot.index();
        Undefined missing = Undefined.variable(name);
        if (depth == 0) {
            return frame -> {
                Value value = frame.slots[index];
                return value == null ? missing : value;
            };
        }
        return frame -> {
            Value value = frame.out(depth).slots[index];
            return value == null ? missing : value;
        };
    }

    private Code slice(Expression.Slice slice) {
        Code target = code(slice.target());
        Code start = orNone(slice.start());
        Code stop = orNone(slice.stop());
        Code step = orNone(slice.step());
        return Code.at(slice.at(),
                frame -> Members.slice(target.value(frame), start.value(frame), stop.value(frame), step.value(frame)));
    }

    private Code orNone(@Nullable Expression expression) {
        return expression == null ? frame -> Value.NONE : code(expression);
    }

    /** A filter on a value that other code gives. */
    Code filter(Expression.Filter filter, Code input) {
        Filters.Filter found = Filters.find(filter.name());
        if (found == null) {
            return unknown("filter", filter.name(), filter.at());
        }
        ArgumentsCode arguments = new CallCompiler(this).arguments(filter.arguments(), null);
        return Code.at(filter.at(), frame -> found.apply(input.value(frame), arguments.value(frame)));
    }

    /** A filter, with those it is applied after, on a value that other code gives. */
    Code filterChain(Expression.Filter filter, Code input) {
        return filter(filter, filter.input() instanceof Expression.Filter before ? filterChain(before, input) : input);
    }

    private Code test(Expression.Test test) {
        Tests.Test found = Tests.find(test.name());
        if (found == null) {
            return unknown("test", test.name(), test.at());
        }
        Code input = code(test.input());
        ArgumentsCode arguments = new CallCompiler(this).arguments(test.arguments(), null);
        return Code.at(test.at(), frame -> Value.of(found.holds(input.value(frame), arguments.value(frame))));
    }

    private Code unknown(String what, String name, Position at) {
        String hint = "Use one that Jinja2 3.1 has; transformers adds tojson only.";
        if (!soft) {
            throw new TemplateFault("TemplateAssertionError", "No %s named '%s'.".formatted(what, name), hint, at);
        }
        return frame -> {
            throw new TemplateFault("TemplateRuntimeError", "No %s named '%s' found.".formatted(what, name), hint, at);
        };
    }

    private Code comparison(Expression.Comparison comparison) {
        Code first = code(comparison.first());
        List<Operand> rest = comparison.rest();
        Code[] others = codes(rest.stream().map(Operand::value).toList());
        String[] operators = rest.stream().map(Operand::operator).toArray(String[]::new);
        if (others.length == 1) {
            String operator = operators[0];
            Code other = others[0];
            return Code.at(comparison.at(),
                    frame -> Value.of(Operators.compares(operator, first.value(frame), other.value(frame))));
        }
        return Code.at(comparison.at(), frame -> {
            Value left = first.value(frame);
            for (int i = 0; i < others.length; i++) {
                Value right = others[i].value(frame);
                if (!Operators.compares(operators[i], left, right)) {
                    return Value.FALSE;
                }
                left = right;
            }
            return Value.TRUE;
        });
    }

    private Code concatenation(Expression.Concatenation concatenation) {
        Code[] parts = codes(concatenation.parts());
        return Code.at(concatenation.at(), frame -> {
            TextBuilder text = new TextBuilder();
            for (Code part : parts) {
                text.append(Printed.text(part.value(frame)));
            }
            frame.execution.budget.write(text.length());
            return text.build();
        });
    }

    private Code conditional(Expression.Conditional conditional) {
        ExpressionCompiler inside = softly();
        Code test = inside.code(conditional.test());
        Code value = inside.code(conditional.value());
        Expression other = conditional.otherwise();
        Undefined none = Undefined.because(("the inline if-expression on line %d evaluated to false and no else section was "
                + "defined.").formatted(conditional.at().line()));
        Code otherwise = other == null ? frame -> none : inside.code(other);
        return frame -> Operators.truth(test.value(frame)) ? value.value(frame) : otherwise.value(frame);
    }

    /** The arguments of a call, made ready. */
    @FunctionalInterface
    interface ArgumentsCode {

        Arguments value(Frame frame);
    }

    static List<Value> extended(List<Value> values, List<Value> more) {
        List<Value> all = new ArrayList<>(values);
        all.addAll(more);
        return all;
    }
}
