package gymscope.templates.syntax;

import gymscope.templates.TemplateFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks over a template's tokens. */
final class TokenReader {

    /** Nesting beyond this is refused, so that no template exhausts the stack. */
    private static final int MAX_DEPTH = 200;

    private final List<Token> tokens;
    private final @Nullable TemplateFault fault;
    private int at;
    private int depth;

    TokenReader(Lexer.Tokens read) {
        this.tokens = read.tokens();
        this.fault = read.fault();
    }

    Token current() {
        return token(at);
    }

    Token following() {
        return token(Math.min(at + 1, tokens.size() - 1));
    }

    /** What could not be read as a token counts only once it is reached, as in Jinja2. */
    private Token token(int place) {
        if (fault != null && place == tokens.size() - 1) {
            throw fault;
        }
        return tokens.get(place);
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
