package gymscope.templates.syntax;

import gymscope.templates.TemplateFault;
import gymscope.templates.syntax.Statement.Branch;
import gymscope.templates.syntax.Statement.Parameter;
import gymscope.templates.syntax.Statement.Target;
import gymscope.templates.syntax.Token.Kind;
import gymscope.templates.values.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a template's statements. */
public final class StatementParser {

    private static final Set<String> NOT_BUILT = Set.of("include", "import", "from", "extends", "block", "call", "filter", "with",
            "do", "autoescape", "trans", "debug");

    private final TokenReader tokens;
    private final ExpressionParser expressions;
    private int loops;

    private StatementParser(TokenReader tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
    }

    /**
     * The statements of a template.
     *
     * @throws TemplateFault with line and column where the template cannot be read
     */
    public static List<Statement> parse(String template) {
        StatementParser parser = new StatementParser(new TokenReader(Lexer.tokens(template)));
        List<Statement> statements = parser.body();
        if (!parser.tokens.current().is(Kind.END)) {
            throw parser.tokens.unexpected("the end of the template");
        }
        return statements;
    }

    /** Statements until one of the given block names is next (after its opening brace), or the end. */
    private List<Statement> body(String... ends) {
        tokens.enter();
        List<Statement> statements = new ArrayList<>();
        while (true) {
            Token token = tokens.current();
            switch (token.kind()) {
                case DATA -> statements.add(new Statement.Data(tokens.next().text()));
                case VARIABLE_BEGIN -> {
                    tokens.next();
                    statements.add(new Statement.Print(expressions.tupleOrExpression()));
                    tokens.expect(Kind.VARIABLE_END, "}}");
                }
                case BLOCK_BEGIN -> {
                    if (List.of(ends).contains(tokens.following().text())) {
                        tokens.leave();
                        return statements;
                    }
                    tokens.next();
                    statements.add(block());
                }
                default -> {
                    if (ends.length > 0) {
                        throw tokens.unexpected("{% " + ends[ends.length - 1] + " %}");
                    }
                    tokens.leave();
                    return statements;
                }
            }
        }
    }

    private Statement block() {
        Token keyword = tokens.expect(Kind.NAME, "a statement's name");
        return switch (keyword.text()) {
            case "if" -> ifStatement();
            case "for" -> forStatement(keyword.position());
            case "set" -> setStatement();
            case "macro" -> macro(keyword.position());
            case "break" -> loopControl(new Statement.Break(keyword.position()), keyword);
            case "continue" -> loopControl(new Statement.Continue(keyword.position()), keyword);
            case "generation" -> {
                endBlock();
                yield new Statement.Generation(bodyUntil("endgeneration"));
            }
            default -> throw unknown(keyword);
        };
    }

    private TemplateFault unknown(Token keyword) {
        return NOT_BUILT.contains(keyword.text())
                ? new TemplateFault("the statement “%s” is not built".formatted(keyword.text()), "Use a template without it.",
                        keyword.position())
                : new TemplateFault("there is no statement “%s”".formatted(keyword.text()), "Mend the template.",
                        keyword.position());
    }

    private Statement ifStatement() {
        List<Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        boolean open = true;
        Expression test = expressions.tupleOrExpression();
        endBlock();
        while (open) {
            branches.add(new Branch(test, body("elif", "else", "endif")));
            tokens.next();
            switch (tokens.expectName()) {
                case "elif" -> {
                    test = expressions.tupleOrExpression();
                    endBlock();
                }
                case "else" -> {
                    endBlock();
                    otherwise = bodyUntil("endif");
                    open = false;
                }
                default -> {
                    endBlock();
                    open = false;
                }
            }
        }
        return new Statement.If(branches, otherwise);
    }

    private Statement forStatement(Position at) {
        Target target = target(false);
        if (!tokens.skipName("in")) {
            throw tokens.unexpected("“in”");
        }
        Expression items = expressions.withoutCondition();
        Expression filter = tokens.skipName("if") ? expressions.expression() : null;
        if (tokens.current().isName("recursive")) {
            throw new TemplateFault("a recursive loop is not built", "Use a template without it.", tokens.current().position());
        }
        endBlock();
        loops++;
        List<Statement> body = body("else", "endfor");
        loops--;
        tokens.next();
        boolean hasElse = tokens.expectName().equals("else");
        endBlock();
        return new Statement.For(target, items, filter, body, hasElse ? bodyUntil("endfor") : List.of(), at);
    }

    private Statement setStatement() {
        Target target = target(true);
        if (tokens.skipOperator("=")) {
            Statement set = new Statement.Set(target, expressions.tupleOrExpression());
            endBlock();
            return set;
        }
        List<Expression.Filter> filters = new ArrayList<>();
        while (tokens.current().isOperator("|")) {
            filters.add(expressions.filter(new Expression.Literal(Value.EMPTY, tokens.current().position())));
        }
        endBlock();
        return new Statement.SetBlock(target, bodyUntil("endset"), filters);
    }

    private Statement macro(Position at) {
        String name = tokens.expectName();
        List<Parameter> parameters = new ArrayList<>();
        tokens.expectOperator("(");
        while (!tokens.skipOperator(")")) {
            String parameter = tokens.expectName();
            @Nullable
            Expression fallback = tokens.skipOperator("=") ? expressions.expression() : null;
            parameters.add(new Parameter(parameter, fallback));
            if (!tokens.current().isOperator(")")) {
                tokens.expectOperator(",");
            }
        }
        endBlock();
        int outerLoops = loops;
        loops = 0;
        List<Statement> body = bodyUntil("endmacro");
        loops = outerLoops;
        return new Statement.Macro(name, parameters, body, at);
    }

    private Statement loopControl(Statement statement, Token keyword) {
        if (loops == 0) {
            throw new TemplateFault("“%s” stands outside of a loop".formatted(keyword.text()), "Mend the template.",
                    keyword.position());
        }
        endBlock();
        return statement;
    }

    private Target target(boolean members) {
        Position at = tokens.current().position();
        List<Target> targets = new ArrayList<>();
        boolean bracket = tokens.skipOperator("(");
        do {
            targets.add(single(members));
        } while (tokens.skipOperator(",") && tokens.current().is(Kind.NAME));
        if (bracket) {
            tokens.expectOperator(")");
        }
        return targets.size() == 1 ? targets.getFirst() : new Target.Several(targets, at);
    }

    private Target single(boolean members) {
        if (tokens.current().isOperator("(")) {
            return target(members);
        }
        Position at = tokens.current().position();
        String name = tokens.expectName();
        return members && tokens.skipOperator(".")
                ? new Target.Member(name, tokens.expectName(), at)
                : new Target.Variable(name, at);
    }

    private List<Statement> bodyUntil(String end) {
        List<Statement> statements = body(end);
        tokens.next();
        tokens.expectName();
        endBlock();
        return statements;
    }

    private void endBlock() {
        tokens.expect(Kind.BLOCK_END, "%}");
    }
}
