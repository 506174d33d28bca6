package gymscope.templates.syntax;

import gymscope.templates.syntax.Expression.Literal;
import gymscope.templates.syntax.Expression.Name;
import gymscope.templates.syntax.Token.Kind;
import gymscope.templates.values.Value;
import java.math.BigInteger;

/** Reads names, strings and numbers. */
final class LiteralParser {

    private final TokenReader tokens;

    LiteralParser(TokenReader tokens) {
        this.tokens = tokens;
    }

    /** The name or literal that comes next. */
    Expression read() {
        Token token = tokens.current();
        return switch (token.kind()) {
            case NAME -> name();
            case STRING -> string();
            case INTEGER -> new Literal(new Value.Int(integer(tokens.next().text())), token.position());
            case FLOAT -> new Literal(new Value.Real(Double.parseDouble(tokens.next().text())), token.position());
            default -> throw tokens.unexpected();
        };
    }

    private static BigInteger integer(String literal) {
        int radix = literal.length() < 2 ? 10 : switch (literal.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
        };
        return new BigInteger(radix == 10 ? literal : literal.substring(2), radix);
    }

    private Expression name() {
        Token token = tokens.next();
        return switch (token.text()) {
            case "true", "True" -> new Literal(Value.of(true), token.position());
            case "false", "False" -> new Literal(Value.of(false), token.position());
            case "none", "None" -> new Literal(Value.NONE, token.position());
            default -> new Name(token.text(), token.position());
        };
    }

    /** Neighbouring string literals are one, as in Python. */
    private Expression string() {
        Position at = tokens.current().position();
        StringBuilder text = new StringBuilder();
        while (tokens.current().is(Kind.STRING)) {
            text.append(tokens.next().text());
        }
        return new Literal(Value.of(text.toString()), at);
    }
}
