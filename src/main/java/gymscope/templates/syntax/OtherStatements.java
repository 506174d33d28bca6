package gymscope.templates.syntax;

import gymscope.templates.TemplateFault;
import gymscope.templates.syntax.Statement.Signature;
import gymscope.templates.syntax.Statement.Target;
import gymscope.templates.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the statements that chat templates seldom use. */
final class OtherStatements {

    private final TokenReader tokens;
    private final ExpressionParser expressions;
    private final StatementParser statements;

    OtherStatements(TokenReader tokens, ExpressionParser expressions, StatementParser statements) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.statements = statements;
    }

    /** The statement after its tag, null when there is none of that name. */
    @Nullable
    List<Statement> statement(Token tag) {
        return switch (tag.text()) {
            case "print" -> print();
            case "with" -> List.of(with());
            case "call" -> List.of(callBlock(tag.position()));
            case "filter" -> List.of(new Statement.FilterBlock(expressions.filterOfBlock(), statements.wholeBody("endfilter")));
            case "generation" ->
                List.of(new Statement.Generation(
                        new Signature(List.of(), statements.functionBody("endgeneration"), tag.position())));
            case "block" -> List.of(block(tag.position()));
            case "autoescape" ->
                List.of(new Statement.Autoescape(expressions.expression(), statements.wholeBody("endautoescape")));
            case "include" -> List.of(include(tag.position()));
            case "import" -> List.of(importAs(tag.position()));
            case "from" -> List.of(importFrom(tag.position()));
            case "extends" -> List.of(new Statement.Other(expressions.expression(), List.of(), tag.position()));
            default -> null;
        };
    }

    private List<Statement> print() {
        List<Statement> prints = new ArrayList<>();
        while (!tokens.current().is(Kind.BLOCK_END)) {
            if (!prints.isEmpty()) {
                tokens.expectOperator(",");
            }
            prints.add(new Statement.Print(expressions.expression()));
        }
        return prints;
    }

    private Statement with() {
        List<Target> targets = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!tokens.current().is(Kind.BLOCK_END)) {
            if (!targets.isEmpty()) {
                tokens.expectOperator(",");
            }
            targets.add(statements.target(false));
            tokens.expectOperator("=");
            values.add(expressions.expression());
        }
        return new Statement.With(targets, values, statements.wholeBody("endwith"));
    }

    private Statement callBlock(Position at) {
        List<Statement.Parameter> parameters = tokens.current().isOperator("(") ? statements.parameters() : List.of();
        if (!(expressions.expression() instanceof Expression.Call call)) {
            throw TokenReader.fault("expected call", at);
        }
        return new Statement.CallBlock(call, new Signature(parameters, statements.functionBody("endcall"), at));
    }

    private Statement block(Position at) {
        String name = tokens.expectName();
        boolean scoped = tokens.skipName("scoped");
        boolean required = tokens.skipName("required");
        if (tokens.current().isOperator("-")) {
            throw tokens.fault("Block names in Jinja have to be valid Python identifiers and may not contain hyphens, "
                    + "use an underscore instead.");
        }
        List<Statement> body = statements.functionBody("endblock");
        if (required && !body.stream().allMatch(one -> one instanceof Statement.Data data && data.text().isBlank())) {
            throw tokens.fault("Required blocks can only contain comments or whitespace");
        }
        tokens.skipName(name);
        return new Statement.Block(name, scoped, required, body, at);
    }

    private Statement include(Position at) {
        Expression template = expressions.expression();
        if (tokens.current().isName("ignore") && tokens.following().isName("missing")) {
            tokens.next();
            tokens.next();
        }
        skipContext();
        return new Statement.Other(template, List.of(), at);
    }

    private Statement importAs(Position at) {
        Expression template = expressions.expression();
        tokens.expectName("as");
        String name = statements.nameToAssign();
        skipContext();
        return new Statement.Other(template, List.of(name), at);
    }

    private Statement importFrom(Position at) {
        Expression template = expressions.expression();
        tokens.expectName("import");
        List<String> names = new ArrayList<>();
        do {
            String name = statements.nameToAssign();
            if (name.startsWith("_")) {
                throw new TemplateFault("TemplateAssertionError", "names starting with an underline can not be imported",
                        "Mend the template.", at);
            }
            names.add(tokens.skipName("as") ? statements.nameToAssign() : name);
        } while (!skipContext() && tokens.skipOperator(","));
        return new Statement.Other(template, names, at);
    }

    private boolean skipContext() {
        boolean found = (tokens.current().isName("with") || tokens.current().isName("without"))
                && tokens.following().isName("context");
        if (found) {
            tokens.next();
            tokens.next();
        }
        return found;
    }
}
