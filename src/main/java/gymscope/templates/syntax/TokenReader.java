package gymscope.templates.syntax;

import gymscope.templates.TemplateFault;
import java.util.List;

/** Walks over a template's tokens. */
final class TokenReader {

    /** Nesting beyond this is refused, so that no template exhausts the stack. */
    private static final int MAX_DEPTH = 200;

    private final List<Token> tokens;
    private int at;
    private int depth;

    TokenReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(at);
    }

    Token following() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = current();
        if (!token.is(Token.Kind.END)) {
            at++;
        }
        return token;
    }

    /** Passes over the operator if it is next. */
    boolean skipOperator(String operator) {
        boolean found = current().isOperator(operator);
        if (found) {
            next();
        }
        return found;
    }

    /** Passes over the name if it is next. */
    boolean skipName(String name) {
        boolean found = current().isName(name);
        if (found) {
            next();
        }
        return found;
    }

    Token expect(Token.Kind kind, String shown) {
        if (!current().is(kind)) {
            throw unexpected(shown);
        }
        return next();
    }

    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw unexpected("“" + operator + "”");
        }
    }

    String expectName() {
        return expect(Token.Kind.NAME, "a name").text();
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw new TemplateFault("things are nested more than %d deep".formatted(MAX_DEPTH), "Use a simpler template.",
                    current().position());
        }
    }

    void leave() {
        depth--;
    }

    TemplateFault unexpected(String wanted) {
        return new TemplateFault("there is %s where %s is expected".formatted(current().shown(), wanted), "Mend the template.",
                current().position());
    }
}
