package gymscope.templates.syntax;

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
import gymscope.templates.syntax.Expression.Given;
import gymscope.templates.syntax.Expression.Item;
import gymscope.templates.syntax.Expression.ListOf;
import gymscope.templates.syntax.Expression.Not;
import gymscope.templates.syntax.Expression.Operand;
import gymscope.templates.syntax.Expression.Or;
import gymscope.templates.syntax.Expression.Sign;
import gymscope.templates.syntax.Expression.Slice;
import gymscope.templates.syntax.Expression.Test;
import gymscope.templates.syntax.Expression.TupleOf;
import gymscope.templates.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads expressions in Jinja2's order of precedence, one method a level, the loosest first. */
final class ExpressionParser {

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final TokenReader tokens;
    private final LiteralParser literals;
    private final ArgumentParser arguments;

    ExpressionParser(TokenReader tokens) {
        this.tokens = tokens;
        this.literals = new LiteralParser(tokens);
        this.arguments = new ArgumentParser(tokens, this::expression);
    }

    /** One expression, with {@code x if y else z}. */
    Expression expression() {
        tokens.enter();
        Position at = position();
        Expression value = or();
        while (tokens.skipName("if")) {
            Expression test = or();
            value = new Conditional(test, value, tokens.skipName("else") ? expression() : null, at);
        }
        tokens.leave();
        return value;
    }

    /** One expression without a trailing {@code if}, as the items of a loop. */
    Expression withoutCondition() {
        return tupleOr(this::or);
    }

    /** An expression, or several with commas between, which are a tuple. */
    Expression tupleOrExpression() {
        return tupleOr(this::expression);
    }

    private Expression tupleOr(Supplier<Expression> element) {
        return tupleOr(element, false);
    }

    private Expression tupleOr(Supplier<Expression> element, boolean mayBeEmpty) {
        Position at = position();
        if (endsTuple()) {
            if (mayBeEmpty) {
                return new TupleOf(List.of(), at);
            }
            throw tokens.fault("Expected an expression, got '%s'".formatted(tokens.current().shown()));
        }
        Expression first = element.get();
        if (!tokens.current().isOperator(",")) {
            return first;
        }
        List<Expression> elements = new ArrayList<>(List.of(first));
        while (tokens.skipOperator(",")) {
            if (endsTuple()) {
                break;
            }
            elements.add(element.get());
        }
        return new TupleOf(elements, at);
    }

    private boolean endsTuple() {
        Token token = tokens.current();
        return token.is(Kind.VARIABLE_END) || token.is(Kind.BLOCK_END) || token.isOperator(")");
    }

    private Expression or() {
        Position at = position();
        Expression left = and();
        while (tokens.skipName("or")) {
            left = new Or(left, and(), at);
        }
        return left;
    }

    private Expression and() {
        Position at = position();
        Expression left = not();
        while (tokens.skipName("and")) {
            left = new And(left, not(), at);
        }
        return left;
    }

    private Expression not() {
        Position at = position();
        if (!tokens.skipName("not")) {
            return comparison();
        }
        tokens.enter();
        Expression operand = not();
        tokens.leave();
        return new Not(operand, at);
    }

    private Expression comparison() {
        Position at = position();
        Expression first = sum();
        List<Operand> rest = new ArrayList<>();
        for (String operator = comparisonOperator(); operator != null; operator = comparisonOperator()) {
            rest.add(new Operand(operator, sum()));
        }
        return rest.isEmpty() ? first : new Comparison(first, rest, at);
    }

    private @Nullable String comparisonOperator() {
        Token token = tokens.current();
        if (token.is(Kind.OPERATOR) && COMPARISONS.contains(token.text())) {
            return tokens.next().text();
        }
        if (tokens.skipName("in")) {
            return "in";
        }
        if (token.isName("not") && tokens.following().isName("in")) {
            tokens.next();
            tokens.next();
            return "not in";
        }
        return null;
    }

    private Expression sum() {
        Position at = position();
        Expression left = concatenation();
        while (tokens.current().isOperator("+") || tokens.current().isOperator("-")) {
            left = new Arithmetic(tokens.next().text(), left, concatenation(), at);
        }
        return left;
    }

    private Expression concatenation() {
        Position at = position();
        Expression first = product();
        if (!tokens.current().isOperator("~")) {
            return first;
        }
        List<Expression> parts = new ArrayList<>(List.of(first));
        while (tokens.skipOperator("~")) {
            parts.add(product());
        }
        return new Concatenation(parts, at);
    }

    private Expression product() {
        Position at = position();
        Expression left = power();
        while (tokens.current().is(Kind.OPERATOR) && Set.of("*", "/", "//", "%").contains(tokens.current().text())) {
            left = new Arithmetic(tokens.next().text(), left, power(), at);
        }
        return left;
    }

    private Expression power() {
        Position at = position();
        Expression left = unary(true);
        while (tokens.skipOperator("**")) {
            left = new Arithmetic("**", left, unary(true), at);
        }
        return left;
    }

    /** A signed or plain operand; filters bind looser than the sign: {@code -1|abs} is 1. */
    private Expression unary(boolean withFilters) {
        Position at = position();
        Token token = tokens.current();
        Expression value;
        if (token.isOperator("-") || token.isOperator("+")) {
            tokens.next();
            tokens.enter();
            value = new Sign(token.text().equals("-"), unary(false), at);
            tokens.leave();
        } else {
            value = primary();
        }
        Expression whole = postfix(value);
        return withFilters ? filters(whole) : whole;
    }

    private Expression primary() {
        return tokens.current().is(Kind.OPERATOR) ? bracketed() : literals.read();
    }

    private Expression bracketed() {
        Position at = position();
        if (tokens.skipOperator("(")) {
            tokens.enter();
            Expression inside = tupleOr(this::expression, true);
            tokens.expectOperator(")");
            tokens.leave();
            return inside;
        }
        if (tokens.skipOperator("[")) {
            List<Expression> elements = new ArrayList<>();
            while (!tokens.skipOperator("]")) {
                elements.add(expression());
                if (!tokens.current().isOperator("]")) {
                    tokens.expectOperator(",");
                }
            }
            return new ListOf(elements, at);
        }
        if (tokens.skipOperator("{")) {
            return dict(at);
        }
        throw tokens.unexpected();
    }

    private Expression dict(Position at) {
        List<Entry> entries = new ArrayList<>();
        while (!tokens.skipOperator("}")) {
            Expression key = expression();
            tokens.expectOperator(":");
            entries.add(new Entry(key, expression()));
            if (!tokens.current().isOperator("}")) {
                tokens.expectOperator(",");
            }
        }
        return new DictOf(entries, at);
    }

    private Expression postfix(Expression value) {
        Expression whole = value;
        while (true) {
            Position at = position();
            if (tokens.skipOperator(".")) {
                whole = member(whole, at);
            } else if (tokens.skipOperator("[")) {
                whole = subscript(whole, at);
            } else if (tokens.current().isOperator("(")) {
                whole = call(whole, at);
            } else {
                return whole;
            }
        }
    }

    private Expression member(Expression target, Position at) {
        if (tokens.current().is(Kind.INTEGER)) {
            return new Item(target, primary(), at);
        }
        if (!tokens.current().is(Kind.NAME)) {
            throw tokens.fault("expected name or number");
        }
        return new Attribute(target, tokens.next().text(), at);
    }

    private Expression subscript(Expression target, Position at) {
        if (tokens.current().isOperator("]")) {
            tokens.next();
            return new Item(target, new TupleOf(List.of(), at), at);
        }
        Expression start = tokens.current().isOperator(":") ? null : expression();
        if (start != null && tokens.current().isOperator(",")) {
            List<Expression> keys = new ArrayList<>(List.of(start));
            while (tokens.skipOperator(",")) {
                keys.add(expression());
            }
            tokens.expectOperator("]");
            return new Item(target, new TupleOf(keys, at), at);
        }
        if (!tokens.skipOperator(":")) {
            tokens.expectOperator("]");
            return new Item(target, Objects.requireNonNull(start), at);
        }
        Expression stop = sliceBound();
        Expression step = tokens.skipOperator(":") ? sliceBound() : null;
        tokens.expectOperator("]");
        return new Slice(target, start, stop, step, at);
    }

    private @Nullable Expression sliceBound() {
        return tokens.current().isOperator(":") || tokens.current().isOperator("]") ? null : expression();
    }

    private Expression filters(Expression value) {
        Expression whole = value;
        while (true) {
            if (tokens.current().isOperator("|")) {
                whole = filter(whole);
            } else if (tokens.current().isName("is")) {
                whole = test(whole);
            } else if (tokens.current().isOperator("(")) {
                whole = call(whole, position());
            } else {
                return whole;
            }
        }
    }

    /** One filter after the other, each after its {@code |}; null when there is none. */
    @Nullable
    Filter filters() {
        Filter whole = null;
        while (tokens.current().isOperator("|")) {
            whole = filter(whole);
        }
        return whole;
    }

    /** A filter's name and arguments, and the filters after it. */
    Filter filterOfBlock() {
        Filter whole = namedFilter(null);
        while (tokens.current().isOperator("|")) {
            whole = filter(whole);
        }
        return whole;
    }

    private Filter filter(@Nullable Expression input) {
        tokens.expectOperator("|");
        return namedFilter(input);
    }

    private Filter namedFilter(@Nullable Expression input) {
        Position at = position();
        String name = dottedName();
        return new Filter(input, name, tokens.current().isOperator("(") ? arguments.read() : Given.NOTHING, at);
    }

    private Expression test(Expression input) {
        tokens.next();
        boolean negated = tokens.skipName("not");
        Position at = position();
        String name = dottedName();
        Given given = Given.NOTHING;
        if (tokens.current().isOperator("(")) {
            given = arguments.read();
        } else if (beginsTestArgument()) {
            if (tokens.current().isName("is")) {
                throw tokens.fault("You cannot chain multiple tests with is");
            }
            given = new Given(List.of(postfix(primary())), List.of(), null, null);
        }
        Expression test = new Test(input, name, given, at);
        return negated ? new Not(test, at) : test;
    }

    private boolean beginsTestArgument() {
        Token token = tokens.current();
        return switch (token.kind()) {
            case NAME -> !Set.of("else", "or", "and").contains(token.text());
            case STRING, INTEGER, FLOAT -> true;
            case OPERATOR -> Set.of("(", "[", "{").contains(token.text());
            default -> false;
        };
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(tokens.expectName());
        while (tokens.skipOperator(".")) {
            name.append('.').append(tokens.expectName());
        }
        return name.toString();
    }

    private Expression call(Expression function, Position at) {
        return new Call(function, arguments.read(), at);
    }

    private Position position() {
        return tokens.current().position();
    }
}
