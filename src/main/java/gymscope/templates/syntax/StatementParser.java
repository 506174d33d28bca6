package gymscope.templates.syntax;

import gymscope.templates.TemplateFault;
import gymscope.templates.syntax.Statement.Branch;
import gymscope.templates.syntax.Statement.Parameter;
import gymscope.templates.syntax.Statement.Signature;
import gymscope.templates.syntax.Statement.Target;
import gymscope.templates.syntax.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a template's statements. */
public final class StatementParser {

    private static final Set<String> CONSTANTS = Set.of("true", "false", "none", "True", "False", "None");

    private final TokenReader tokens;
    private final ExpressionParser expressions;
    private final OtherStatements others;
    private final Deque<String> openTags = new ArrayDeque<>();
    private final Deque<List<String>> awaitedTags = new ArrayDeque<>();
    private int loops;

    private StatementParser(TokenReader tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
        this.others = new OtherStatements(tokens, expressions, this);
    }

    /**
     * Reads a whole template.
     *
     * @throws TemplateFault where it cannot be read, in Jinja2's words
     */
    public static List<Statement> parse(String template) {
        return new StatementParser(new TokenReader(Lexer.read(template))).statements(null);
    }

    /** Statements up to one of the tags, which is left as the current token; up to the end when there are none. */
    private List<Statement> statements(@Nullable List<String> ends) {
        List<Statement> statements = new ArrayList<>();
        if (ends != null) {
            awaitedTags.push(ends);
        }
        while (!tokens.current().is(Kind.END)) {
            Token token = tokens.next();
            switch (token.kind()) {
                case DATA -> statements.add(new Statement.Data(token.text()));
                case VARIABLE_BEGIN -> {
                    statements.add(new Statement.Print(expressions.tupleOrExpression()));
                    tokens.expect(Kind.VARIABLE_END);
                }
                default -> {
                    if (ends != null && tokens.current().is(Kind.NAME) && ends.contains(tokens.current().text())) {
                        awaitedTags.pop();
                        return statements;
                    }
                    statements.addAll(statement());
                    tokens.expect(Kind.BLOCK_END);
                }
            }
        }
        if (ends != null) {
            throw missingTag(null, tokens.current().position());
        }
        return statements;
    }

    /** The body of a tag: from its end up to one of the tags. */
    List<Statement> body(String... ends) {
        tokens.skipOperator(":");
        tokens.expect(Kind.BLOCK_END);
        tokens.enter();
        List<Statement> body = statements(List.of(ends));
        tokens.leave();
        return body;
    }

    /** The body of a tag with one end tag, which is passed over. */
    List<Statement> wholeBody(String end) {
        List<Statement> body = body(end);
        tokens.next();
        return body;
    }

    /** The same for a body that is a function of its own, from which no loop around can be left. */
    List<Statement> functionBody(String end) {
        int around = loops;
        loops = 0;
        List<Statement> body = wholeBody(end);
        loops = around;
        return body;
    }

    private List<Statement> statement() {
        Token tag = tokens.current();
        if (!tag.is(Kind.NAME)) {
            throw tokens.fault("tag name expected");
        }
        openTags.push(tag.text());
        tokens.next();
        List<Statement> statement = switch (tag.text()) {
            case "if" -> List.of(choice());
            case "for" -> List.of(loop(tag.position()));
            case "set" -> List.of(assignment());
            case "macro" -> List.of(new Statement.Macro(nameToAssign(), signature("endmacro", tag.position()), tag.position()));
            case "break", "continue" -> List.of(jump(tag));
            default -> {
                List<Statement> other = others.statement(tag);
                if (other == null) {
                    openTags.pop();
                    throw missingTag(tag.text(), tag.position());
                }
                yield other;
            }
        };
        openTags.pop();
        return statement;
    }

    private Statement choice() {
        List<Branch> branches = new ArrayList<>();
        while (true) {
            Expression test = expressions.withoutCondition();
            branches.add(new Branch(test, body("elif", "else", "endif")));
            Token end = tokens.next();
            if (end.isName("else")) {
                return new Statement.If(branches, wholeBody("endif"));
            }
            if (end.isName("endif")) {
                return new Statement.If(branches, List.of());
            }
        }
    }

    private Statement loop(Position at) {
        Target target = target(false);
        tokens.expectName("in");
        Expression items = expressions.withoutCondition();
        Expression filter = tokens.skipName("if") ? expressions.expression() : null;
        boolean recursive = tokens.skipName("recursive");
        loops++;
        List<Statement> body = body("endfor", "else");
        loops--;
        List<Statement> otherwise = tokens.next().isName("else") ? wholeBody("endfor") : List.of();
        return new Statement.For(target, items, filter, recursive, body, otherwise, at);
    }

    private Statement assignment() {
        Target target = target(true);
        if (tokens.skipOperator("=")) {
            return new Statement.Set(target, expressions.tupleOrExpression());
        }
        Expression.Filter filter = expressions.filters();
        return new Statement.SetBlock(target, filter, wholeBody("endset"));
    }

    private Statement jump(Token tag) {
        if (loops == 0) {
            throw TokenReader.fault("'%s' outside loop".formatted(tag.text()), tag.position());
        }
        return tag.isName("break") ? new Statement.Break(tag.position()) : new Statement.Continue(tag.position());
    }

    /** A macro's parameters in parentheses, and its body. */
    Signature signature(String end, Position at) {
        List<Parameter> parameters = parameters();
        return new Signature(parameters, functionBody(end), at);
    }

    /** Parameters in parentheses. */
    List<Parameter> parameters() {
        tokens.expectOperator("(");
        List<Parameter> parameters = new ArrayList<>();
        boolean defaults = false;
        while (!tokens.current().isOperator(")")) {
            if (!parameters.isEmpty()) {
                tokens.expectOperator(",");
            }
            String name = nameToAssign();
            Expression fallback = tokens.skipOperator("=") ? expressions.expression() : null;
            if (defaults && fallback == null) {
                throw tokens.fault("non-default argument follows default argument");
            }
            defaults |= fallback != null;
            parameters.add(new Parameter(name, fallback));
        }
        tokens.next();
        return parameters;
    }

    /** A name that gets a value. */
    String nameToAssign() {
        Token name = tokens.expect(Kind.NAME);
        if (CONSTANTS.contains(name.text())) {
            throw TokenReader.fault("can't assign to 'name'", name.position());
        }
        return name.text();
    }

    /** One target, or several with commas between. */
    Target target(boolean withNamespace) {
        Position at = tokens.current().position();
        if (tokens.current().is(Kind.BLOCK_END) || tokens.current().isOperator(")")) {
            throw tokens.fault("Expected an expression, got '%s'".formatted(tokens.current().shown()));
        }
        Target first = oneTarget(withNamespace);
        if (!tokens.current().isOperator(",")) {
            return first;
        }
        List<Target> targets = new ArrayList<>(List.of(first));
        while (tokens.skipOperator(",")) {
            Token token = tokens.current();
            if (token.is(Kind.BLOCK_END) || token.isOperator(")") || token.isOperator("=")) {
                break;
            }
            targets.add(oneTarget(withNamespace));
        }
        return new Target.Several(targets, at);
    }

    private Target oneTarget(boolean withNamespace) {
        Token token = tokens.current();
        if (tokens.skipOperator("(")) {
            tokens.enter();
            Target inside = target(false);
            tokens.leave();
            tokens.expectOperator(")");
            return inside;
        }
        if (!token.is(Kind.NAME)) {
            boolean constant = token.is(Kind.STRING) || token.is(Kind.INTEGER) || token.is(Kind.FLOAT);
            String kind = constant ? "const" : token.isOperator("[") ? "list" : token.isOperator("{") ? "dict" : null;
            throw kind == null ? tokens.unexpected() : tokens.fault("can't assign to '%s'".formatted(kind));
        }
        if (CONSTANTS.contains(token.text())) {
            throw tokens.fault("can't assign to 'const'");
        }
        tokens.next();
        if (withNamespace && tokens.skipOperator(".")) {
            return new Target.Member(token.text(), tokens.expectName(), token.position());
        }
        return new Target.Variable(token.text(), token.position());
    }

    /** What is said where a tag is not known here, or the template ends too soon. */
    private TemplateFault missingTag(@Nullable String name, Position at) {
        StringBuilder words = new StringBuilder(name == null
                ? "Unexpected end of template."
                : "Encountered unknown tag '%s'.".formatted(name));
        List<String> awaited = awaitedTags.peek();
        if (awaited != null) {
            String looking = awaited.stream().map(tag -> "'" + tag + "'").collect(Collectors.joining(" or "));
            boolean nesting = name != null && awaitedTags.stream().anyMatch(tags -> tags.contains(name));
            words.append(nesting
                    ? " You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for %s."
                            .formatted(looking)
                    : " Jinja was looking for the following tags: %s.".formatted(looking));
        }
        if (!openTags.isEmpty()) {
            words.append(" The innermost block that needs to be closed is '%s'.".formatted(openTags.peek()));
        }
        return TokenReader.fault(words.toString(), at);
    }
}
