package gymscope.templates.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of a template. */
public sealed interface Statement {

    /** Text that is printed as it stands. */
    record Data(String text) implements Statement {}

    /** {@code {{ value }}}. */
    record Print(Expression value) implements Statement {}

    /** {@code {% if %}}: the first branch whose test holds, else the last part. */
    record If(List<Branch> branches, List<Statement> otherwise) implements Statement {}

    /** {@code {% for target in items if filter %}}. */
    record For(Target target, Expression items, @Nullable Expression filter, List<Statement> body, List<Statement> otherwise,
            Position at) implements Statement {}

    /** {@code {% set target = value %}}. */
    record Set(Target target, Expression value) implements Statement {}

    /** {@code {% set target %}…{% endset %}}: the body's output, through the filters. */
    record SetBlock(Target target, List<Statement> body, List<Expression.Filter> filters) implements Statement {}

    /** {@code {% macro name(parameters) %}}. */
    record Macro(String name, List<Parameter> parameters, List<Statement> body, Position at) implements Statement {}

    /** {@code {% generation %}}, which only marks what the assistant wrote. */
    record Generation(List<Statement> body) implements Statement {}

    record Break(Position at) implements Statement {}

    record Continue(Position at) implements Statement {}

    /** A branch of an {@code if}. */
    record Branch(Expression test, List<Statement> body) {}

    /** A macro's parameter. */
    record Parameter(String name, @Nullable Expression fallback) {}

    /** What an assignment or loop gives a value to. */
    sealed interface Target {

        /** Where it stands. */
        Position at();

        record Variable(String name, Position at) implements Target {}

        record Several(List<Target> targets, Position at) implements Target {}

        /** {@code namespace.attribute}. */
        record Member(String namespace, String attribute, Position at) implements Target {}
    }
}
