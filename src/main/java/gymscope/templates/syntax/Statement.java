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

    /** {@code {% for target in items if filter recursive %}}. */
    record For(Target target, Expression items, @Nullable Expression filter, boolean recursive, List<Statement> body,
            List<Statement> otherwise, Position at) implements Statement {}

    /** {@code {% set target = value %}}. */
    record Set(Target target, Expression value) implements Statement {}

    /** {@code {% set target | filter %}…{% endset %}}: the body's output, through the filter. */
    record SetBlock(Target target, Expression.@Nullable Filter filter, List<Statement> body) implements Statement {}

    /** {@code {% filter name %}…{% endfilter %}}. */
    record FilterBlock(Expression.Filter filter, List<Statement> body) implements Statement {}

    /** {@code {% with target = value %}…{% endwith %}}. */
    record With(List<Target> targets, List<Expression> values, List<Statement> body) implements Statement {}

    /** {@code {% macro name(parameters) %}}. */
    record Macro(String name, Signature signature, Position at) implements Statement {}

    /** {@code {% call(parameters) function(…) %}}: the body is the function's {@code caller}. */
    record CallBlock(Expression.Call call, Signature caller) implements Statement {}

    /** {@code {% generation %}}, which marks what the assistant wrote. */
    record Generation(Signature body) implements Statement {}

    /** {@code {% block name %}}. */
    record Block(String name, boolean scoped, boolean required, List<Statement> body, Position at) implements Statement {}

    /** {@code {% autoescape false %}}: a scope of its own. */
    record Autoescape(Expression on, List<Statement> body) implements Statement {}

    /** {@code include}, {@code import}, {@code from} and {@code extends}: another template, which nothing can load. */
    record Other(Expression template, List<String> names, Position at) implements Statement {}

    record Break(Position at) implements Statement {}

    record Continue(Position at) implements Statement {}

    /** A branch of an {@code if}. */
    record Branch(Expression test, List<Statement> body) {}

    /** What a macro takes and does. */
    record Signature(List<Parameter> parameters, List<Statement> body, Position at) {}

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
