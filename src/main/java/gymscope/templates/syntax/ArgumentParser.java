package gymscope.templates.syntax;

import gymscope.templates.syntax.Expression.Given;
import gymscope.templates.syntax.Expression.Named;
import gymscope.templates.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads the arguments of a call. */
final class ArgumentParser {

    private final TokenReader tokens;
    private final Supplier<Expression> expression;

    /** @param expression reads one argument's expression */
    ArgumentParser(TokenReader tokens, Supplier<Expression> expression) {
        this.tokens = tokens;
        this.expression = expression;
    }

    /** Reads them with their brackets. */
    Given read() {
        Position at = tokens.current().position();
        tokens.expectOperator("(");
        List<Expression> positional = new ArrayList<>();
        List<Named> named = new ArrayList<>();
        Expression star = null;
        Expression doubleStar = null;
        boolean first = true;
        while (!tokens.current().isOperator(")")) {
            if (!first) {
                tokens.expectOperator(",");
                if (tokens.current().isOperator(")")) {
                    break;
                }
            }
            first = false;
            if (tokens.skipOperator("*")) {
                ensure(star == null && doubleStar == null, at);
                star = expression.get();
            } else if (tokens.skipOperator("**")) {
                ensure(doubleStar == null, at);
                doubleStar = expression.get();
            } else if (tokens.current().is(Kind.NAME) && tokens.following().isOperator("=")) {
                ensure(doubleStar == null, at);
                String name = tokens.expectName();
                tokens.next();
                named.add(new Named(name, expression.get()));
            } else {
                ensure(star == null && doubleStar == null && named.isEmpty(), at);
                positional.add(expression.get());
            }
        }
        tokens.expectOperator(")");
        return new Given(positional, named, star, doubleStar);
    }

    private static void ensure(boolean holds, Position at) {
        if (!holds) {
            throw TokenReader.fault("invalid syntax for function call expression", at);
        }
    }
}
