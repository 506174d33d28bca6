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

    Token expect(Token.Kind kind) {
        if (!current().is(kind)) {
            throw expected(Token.shown(kind));
        }
        return next();
    }

    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw expected(operator);
        }
    }

    void expectName(String name) {
        if (!skipName(name)) {
            throw expected(name);
        }
    }

    String expectName() {
        return expect(Token.Kind.NAME).text();
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw fault("things are nested more than %d deep".formatted(MAX_DEPTH));
        }
    }

    void leave() {
        depth--;
    }

    private TemplateFault expected(String wanted) {
        return fault(current().is(Token.Kind.END)
                ? "unexpected end of template, expected '%s'.".formatted(wanted)
                : "expected token '%s', got '%s'".formatted(wanted, current().shown()));
    }

    TemplateFault unexpected() {
        return fault("unexpected '%s'".formatted(current().shown()));
    }

    /** A fault at the current token. */
    TemplateFault fault(String reason) {
        return fault(reason, current().position());
    }

    static TemplateFault fault(String reason, Position at) {
        return new TemplateFault("TemplateSyntaxError", reason, "Mend the template.", at);
    }
}
