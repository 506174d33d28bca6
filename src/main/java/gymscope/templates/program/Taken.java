package gymscope.templates.program;

import gymscope.templates.syntax.Expression;
import gymscope.templates.syntax.Statement;
import gymscope.templates.syntax.Statement.Signature;
import gymscope.templates.syntax.Statement.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that a template may take from outside: those that some path reads without setting them before. Jinja2's own list
 * ({@code meta.find_undeclared_variables}) also has names that a branch sets and reads, which no caller can give.
 */
final class Taken {

    private final Set<String> names = new HashSet<>();

    private Taken() {
    }

    static Set<String> by(List<Statement> statements) {
        Taken taken = new Taken();
        taken.all(statements, new HashSet<>());
        return Set.copyOf(taken.names);
    }

    /** Statements one after the other; what they set is set for what follows. */
    private void all(List<Statement> statements, Set<String> set) {
        statements.forEach(statement -> statement(statement, set));
    }

    private void scope(List<Statement> statements, Set<String> set) {
        all(statements, new HashSet<>(set));
    }

    private void statement(Statement statement, Set<String> set) {
        switch (statement) {
            case Statement.Print print -> expression(print.value(), set);
            case Statement.Set assignment -> {
                expression(assignment.value(), set);
                target(assignment.target(), set);
            }
            case Statement.SetBlock block -> {
                expression(block.filter(), set);
                scope(block.body(), set);
                target(block.target(), set);
            }
            case Statement.FilterBlock block -> {
                expression(block.filter(), set);
                scope(block.body(), set);
            }
            case Statement.With with -> {
                with.values().forEach(value -> expression(value, set));
                Set<String> inside = new HashSet<>(set);
                with.targets().forEach(target -> target(target, inside));
                all(with.body(), inside);
            }
            case Statement.If choice -> choice(choice, set);
            case Statement.For loop -> {
                expression(loop.items(), set);
                Set<String> inside = new HashSet<>(set);
                target(loop.target(), inside);
                expression(loop.filter(), inside);
                inside.add("loop");
                all(loop.body(), inside);
                scope(loop.otherwise(), set);
            }
            case Statement.Macro macro -> {
                set.add(macro.name());
                signature(macro.signature(), set);
            }
            case Statement.CallBlock block -> {
                expression(block.call(), set);
                signature(block.caller(), set);
            }
            case Statement.Generation generation -> signature(generation.body(), set);
            case Statement.Block block -> scope(block.body(), block.scoped() ? set : Set.of());
            case Statement.Autoescape autoescape -> {
                expression(autoescape.on(), set);
                scope(autoescape.body(), set);
            }
            case Statement.Other other -> {
                expression(other.template(), set);
                set.addAll(other.names());
            }
            case Statement.Data _,Statement.Break _,Statement.Continue _ -> {
                // No names.
            }
        }
    }

    /** After a choice is set what every branch sets, the missing last one included. */
    private void choice(Statement.If choice, Set<String> set) {
        List<Set<String>> ends = new ArrayList<>();
        for (Statement.Branch branch : choice.branches()) {
            expression(branch.test(), set);
            Set<String> end = new HashSet<>(set);
            all(branch.body(), end);
            ends.add(end);
        }
        Set<String> otherwise = new HashSet<>(set);
        all(choice.otherwise(), otherwise);
        ends.forEach(otherwise::retainAll);
        set.addAll(otherwise);
    }

    private void signature(Signature signature, Set<String> set) {
        Set<String> inside = new HashSet<>(set);
        inside.addAll(List.of("caller", "kwargs", "varargs"));
        signature.parameters().forEach(parameter -> inside.add(parameter.name()));
        signature.parameters().forEach(parameter -> expression(parameter.fallback(), inside));
        all(signature.body(), inside);
    }

    private void target(Target target, Set<String> set) {
        switch (target) {
            case Target.Variable variable -> set.add(variable.name());
            case Target.Several several -> several.targets().forEach(one -> target(one, set));
            case Target.Member _ -> {
                // The namespace keeps its name.
            }
        }
    }

    private void expression(@Nullable Expression expression, Set<String> set) {
        if (expression instanceof Expression.Name name) {
            if (!set.contains(name.name())) {
                names.add(name.name());
            }
        } else if (expression != null) {
            Analysis.parts(expression).forEach(part -> expression(part, set));
        }
    }
}
