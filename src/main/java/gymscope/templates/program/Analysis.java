package gymscope.templates.program;

import gymscope.templates.syntax.Expression;
import gymscope.templates.syntax.Expression.Given;
import gymscope.templates.syntax.Statement;
import gymscope.templates.syntax.Statement.Signature;
import gymscope.templates.syntax.Statement.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Meets the names of a scope in the order in which Jinja2's compiler does. Scopes inside are left to their own turn. */
final class Analysis {

    private Analysis() {
    }

    static void statements(List<Statement> statements, Symbols symbols) {
        statements.forEach(statement -> statement(statement, symbols));
    }

    private static void statement(Statement statement, Symbols symbols) {
        switch (statement) {
            case Statement.Print print -> expression(print.value(), symbols);
            case Statement.Set set -> {
                expression(set.value(), symbols);
                target(set.target(), symbols, false);
            }
            case Statement.SetBlock block -> target(block.target(), symbols, false);
            case Statement.FilterBlock block -> expression(block.filter(), symbols);
            case Statement.With with -> with.values().forEach(value -> expression(value, symbols));
            case Statement.If choice -> choice(choice, symbols);
            case Statement.For loop -> expression(loop.items(), symbols);
            case Statement.Macro macro -> symbols.store(macro.name());
            case Statement.CallBlock block -> expression(block.call(), symbols);
            case Statement.Other other -> {
                expression(other.template(), symbols);
                other.names().forEach(symbols::store);
            }
            case Statement.Data _,Statement.Generation _,Statement.Block _,Statement.Autoescape _,Statement.Break _,Statement.Continue _ -> {
                // No names, or a scope of its own.
            }
        }
    }

    private static void choice(Statement.If choice, Symbols symbols) {
        expression(choice.branches().getFirst().test(), symbols);
        Symbols body = symbols.branch();
        statements(choice.branches().getFirst().body(), body);
        Symbols others = symbols.branch();
        // Each further branch is a choice of its own, all of them in one branch of the first.
        for (Statement.Branch branch : choice.branches().subList(1, choice.branches().size())) {
            choice(new Statement.If(List.of(branch), List.of()), others);
        }
        Symbols otherwise = symbols.branch();
        statements(choice.otherwise(), otherwise);
        symbols.join(List.of(body, others, otherwise));
    }

    static void signature(Signature signature, Symbols symbols) {
        signature.parameters().forEach(parameter -> symbols.parameter(parameter.name()));
        signature.parameters().forEach(parameter -> expression(parameter.fallback(), symbols));
        statements(signature.body(), symbols);
    }

    static void target(Target target, Symbols symbols, boolean parameter) {
        switch (target) {
            case Target.Variable variable -> {
                if (parameter) {
                    symbols.parameter(variable.name());
                } else {
                    symbols.store(variable.name());
                }
            }
            case Target.Several several -> several.targets().forEach(one -> target(one, symbols, parameter));
            case Target.Member member -> symbols.load(member.namespace());
        }
    }

    static void expression(@Nullable Expression expression, Symbols symbols) {
        if (expression instanceof Expression.Name name) {
            symbols.load(name.name());
        } else if (expression != null) {
            parts(expression).forEach(part -> expression(part, symbols));
        }
    }

    /** The expressions directly inside another. */
    static List<Expression> parts(Expression expression) {
        List<Expression> parts = new ArrayList<>();
        switch (expression) {
            case Expression.Literal _,Expression.Name _ -> {
                // Nothing inside.
            }
            case Expression.ListOf list -> parts.addAll(list.elements());
            case Expression.TupleOf tuple -> parts.addAll(tuple.elements());
            case Expression.DictOf dict -> dict.entries().forEach(entry -> {
                parts.add(entry.key());
                parts.add(entry.value());
            });
            case Expression.Attribute attribute -> parts.add(attribute.target());
            case Expression.Item item -> {
                parts.add(item.target());
                parts.add(item.key());
            }
            case Expression.Slice slice -> {
                parts.add(slice.target());
                add(parts, slice.start());
                add(parts, slice.stop());
                add(parts, slice.step());
            }
            case Expression.Call call -> {
                parts.add(call.function());
                add(parts, call.arguments());
            }
            case Expression.Filter filter -> {
                add(parts, filter.input());
                add(parts, filter.arguments());
            }
            case Expression.Test test -> {
                parts.add(test.input());
                add(parts, test.arguments());
            }
            case Expression.Sign sign -> parts.add(sign.operand());
            case Expression.Not not -> parts.add(not.operand());
            case Expression.And and -> {
                parts.add(and.left());
                parts.add(and.right());
            }
            case Expression.Or or -> {
                parts.add(or.left());
                parts.add(or.right());
            }
            case Expression.Arithmetic sum -> {
                parts.add(sum.left());
                parts.add(sum.right());
            }
            case Expression.Comparison comparison -> {
                parts.add(comparison.first());
                comparison.rest().forEach(operand -> parts.add(operand.value()));
            }
            case Expression.Concatenation concatenation -> parts.addAll(concatenation.parts());
            case Expression.Conditional conditional -> {
                parts.add(conditional.test());
                parts.add(conditional.value());
                add(parts, conditional.otherwise());
            }
        }
        return parts;
    }

    private static void add(List<Expression> parts, Given given) {
        parts.addAll(given.positional());
        given.named().forEach(named -> parts.add(named.value()));
        add(parts, given.star());
        add(parts, given.doubleStar());
    }

    private static void add(List<Expression> parts, @Nullable Expression part) {
        if (part != null) {
            parts.add(part);
        }
    }
}
