package gymscope.templates.program;

import gymscope.templates.syntax.Expression;
import gymscope.templates.syntax.Statement;
import gymscope.templates.syntax.Statement.Signature;
import gymscope.templates.syntax.Statement.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of some special names ({@code loop}, {@code caller} …) statements read without setting them before. */
final class Mentions {

    private final Set<String> wanted;
    private final Set<String> found = new HashSet<>();
    private final Set<String> set = new HashSet<>();

    private Mentions(Set<String> wanted) {
        this.wanted = wanted;
    }

    static Set<String> in(List<Statement> statements, String... names) {
        Mentions mentions = new Mentions(Set.of(names));
        mentions.all(statements);
        return mentions.found;
    }

    private void all(List<Statement> statements) {
        statements.forEach(this::statement);
    }

    private void statement(Statement statement) {
        switch (statement) {
            case Statement.Print print -> expression(print.value());
            case Statement.Set assignment -> {
                target(assignment.target());
                expression(assignment.value());
            }
            case Statement.SetBlock block -> {
                target(block.target());
                expression(block.filter());
                all(block.body());
            }
            case Statement.FilterBlock block -> {
                all(block.body());
                expression(block.filter());
            }
            case Statement.With with -> {
                with.values().forEach(this::expression);
                all(with.body());
            }
            case Statement.If choice -> {
                choice.branches().forEach(branch -> {
                    expression(branch.test());
                    all(branch.body());
                });
                all(choice.otherwise());
            }
            case Statement.For loop -> {
                target(loop.target());
                expression(loop.items());
                all(loop.body());
                all(loop.otherwise());
                expression(loop.filter());
            }
            case Statement.Macro macro -> signature(macro.signature());
            case Statement.CallBlock block -> {
                expression(block.call());
                signature(block.caller());
            }
            case Statement.Generation generation -> signature(generation.body());
            case Statement.Autoescape autoescape -> all(autoescape.body());
            case Statement.Other other -> expression(other.template());
            case Statement.Data _,Statement.Block _,Statement.Break _,Statement.Continue _ -> {
                // No names, or a function of its own.
            }
        }
    }

    private void signature(Signature signature) {
        signature.parameters().forEach(parameter -> expression(parameter.fallback()));
        all(signature.body());
    }

    private void target(Target target) {
        switch (target) {
            case Target.Variable variable -> set.add(variable.name());
            case Target.Several several -> several.targets().forEach(this::target);
            case Target.Member _ -> {
                // The namespace keeps its name.
            }
        }
    }

    private void expression(@Nullable Expression expression) {
        if (expression instanceof Expression.Name name) {
            if (wanted.contains(name.name()) && !set.contains(name.name())) {
                found.add(name.name());
            }
        } else if (expression != null) {
            Analysis.parts(expression).forEach(this::expression);
        }
    }
}
