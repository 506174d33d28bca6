package gymscope.templates.program;

import gymscope.templates.Limits;
import gymscope.templates.TemplateFault;
import gymscope.templates.program.Step.Flow;
import gymscope.templates.syntax.Position;
import gymscope.templates.syntax.Statement;
import gymscope.templates.values.Allowance;
import gymscope.templates.values.TextBuilder;
import gymscope.templates.values.Value;
import gymscope.templates.values.ValueError;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A whole template made ready to run. Thread-safe. */
public final class Program {

    private static final Position START = new Position(1, 1);

    private final boolean hasBlocks;
    private final Set<String> blocks = new HashSet<>();
    private final Set<String> variables;
    private final Function function = new Function(null);
    private final Step body;

    private Program(List<Statement> statements) {
        this.hasBlocks = BlockSearch.in(statements);
        this.variables = Taken.by(statements);
        Symbols symbols = Symbols.root(function);
        Analysis.statements(statements, symbols);
        Compiler compiler = new Compiler(new ExpressionCompiler(symbols, function, false), true, this);
        this.body = compiler.scope(compiler.block(statements));
    }

    /**
     * Makes a template ready.
     *
     * @throws TemplateFault where it uses a filter or test that there is not
     */
    public static Program of(List<Statement> statements) {
        return new Program(statements);
    }

    /**
     * Runs it.
     *
     * @param variables what it sees; not changed
     * @param followsOrigins whether the text knows where its stretches came from
     * @return the text with its stretches
     * @throws TemplateFault where it fails, refuses or takes too much
     */
    public TextBuilder run(Map<String, Value> variables, Limits limits, boolean followsOrigins) {
        Execution execution = new Execution(variables, limits, followsOrigins);
        Allowance allowance = new Allowance(16L * limits.output());
        try {
            ScopedValue.where(Allowance.CURRENT, allowance).run(() -> body.run(new Frame(execution, null, function.size())));
        } catch (ValueError error) {
            throw TemplateFault.of(error, START);
        } catch (StackOverflowError _) {
            throw TemplateFault.of(ValueError.limit("nests values or calls too deep (maximum recursion depth exceeded)"), START);
        }
        return execution.output();
    }

    /** The names that the template takes from outside, those of the functions that every template has among them. */
    public Set<String> variables() {
        return variables;
    }

    boolean hasBlocks() {
        return hasBlocks;
    }

    /** A block: where nothing extends the template, it prints its body on the spot. */
    Step block(Statement.Block block, Compiler around) {
        if (!blocks.add(block.name())) {
            throw new TemplateFault("TemplateAssertionError", "block '%s' defined twice".formatted(block.name()),
                    "Mend the template.", block.at());
        }
        if (block.required()) {
            return frame -> {
                throw TemplateFault.of(ValueError.of("TemplateRuntimeError",
                        "Required block '%s' not found".formatted(block.name())), block.at());
            };
        }
        Function own = new Function(block.scoped() ? around.function() : null);
        Symbols symbols = block.scoped() ? around.symbols().inner(own) : Symbols.root(own);
        Analysis.statements(block.body(), symbols);
        Compiler inside = around.inner(symbols);
        Step step = inside.scope(inside.block(block.body()));
        return frame -> {
            step.run(new Frame(frame.execution, block.scoped() ? frame : null, own.size()));
            return Flow.NEXT;
        };
    }
}
