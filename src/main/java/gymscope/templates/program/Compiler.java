package gymscope.templates.program;

import gymscope.templates.TemplateFault;
import gymscope.templates.program.Function.Slot;
import gymscope.templates.program.Step.Flow;
import gymscope.templates.syntax.Expression;
import gymscope.templates.syntax.Statement;
import gymscope.templates.syntax.Statement.Target;
import gymscope.templates.values.Operators;
import gymscope.templates.values.PythonText;
import gymscope.templates.values.Value;
import gymscope.templates.values.ValueError;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the statements of one scope ready to run.
 *
 * @param expressions the scope's expressions
 * @param topLevel whether what is set here is seen by the template's blocks
 * @param program the whole template
 */
record Compiler(ExpressionCompiler expressions, boolean topLevel, Program program) {

    /** Sets a target to a value. */
    @FunctionalInterface
    interface Assignment {

        void assign(Frame frame, Value value);
    }

    Symbols symbols() {
        return expressions.symbols();
    }

    Function function() {
        return expressions.function();
    }

    /** The compiler of a scope inside this one. */
    Compiler inner(Symbols symbols) {
        return new Compiler(new ExpressionCompiler(symbols, symbols.function(), false), false, program);
    }

    Step block(List<Statement> statements) {
        return Step.all(statements.stream().map(this::step).toList());
    }

    private Step step(Statement statement) {
        return switch (statement) {
            case Statement.Data data -> {
                Value.Text text = Value.of(data.text());
                yield frame -> {
                    frame.execution.data(text);
                    return Flow.NEXT;
                };
            }
            case Statement.Print print -> print(print.value());
            case Statement.Set set -> {
                Code value = expressions.code(set.value());
                Assignment assignment = assignment(set.target());
                yield frame -> {
                    frame.execution.budget.step();
                    assignment.assign(frame, value.value(frame));
                    return Flow.NEXT;
                };
            }
            case Statement.If choice -> choice(choice);
            case Statement.For loop -> new LoopCompiler(this).step(loop);
            case Statement.SetBlock block -> setBlock(block);
            case Statement.FilterBlock block -> filterBlock(block);
            case Statement.With with -> with(with);
            case Statement.Macro macro -> {
                Code made = new MacroCompiler(this).macro(macro.name(), macro.signature());
                Assignment assignment = assignment(new Target.Variable(macro.name(), macro.at()));
                yield frame -> {
                    assignment.assign(frame, made.value(frame));
                    return Flow.NEXT;
                };
            }
            case Statement.CallBlock block -> {
                Code caller = new MacroCompiler(this).macro("caller", block.caller());
                yield print(new CallCompiler(expressions).code(block.call(), caller));
            }
            case Statement.Generation generation -> new MacroCompiler(this).generation(generation.body());
            case Statement.Block block -> program.block(block, this);
            case Statement.Autoescape autoescape -> autoescape(autoescape);
            case Statement.Other other -> other(other);
            case Statement.Break _ -> frame -> Flow.BREAK;
            case Statement.Continue _ -> frame -> Flow.CONTINUE;
        };
    }

    private Step print(Expression value) {
        return print(Code.at(value.at(), expressions.code(value)));
    }

    private static Step print(Code value) {
        return frame -> {
            frame.execution.budget.step();
            frame.execution.print(value.value(frame));
            return Flow.NEXT;
        };
    }

    private Step choice(Statement.If choice) {
        Compiler inside = new Compiler(expressions.softly(), topLevel, program);
        Code[] tests = choice.branches().stream().map(branch -> inside.expressions.code(branch.test())).toArray(Code[]::new);
        Step[] bodies = choice.branches().stream().map(branch -> inside.block(branch.body())).toArray(Step[]::new);
        Step otherwise = inside.block(choice.otherwise());
        return frame -> {
            for (int i = 0; i < tests.length; i++) {
                if (Operators.truth(tests[i].value(frame))) {
                    return bodies[i].run(frame);
                }
            }
            return otherwise.run(frame);
        };
    }

    Assignment assignment(Target target) {
        return switch (target) {
            case Target.Variable variable -> variable(variable.name());
            case Target.Several several -> {
                Assignment[] targets = several.targets().stream().map(this::assignment).toArray(Assignment[]::new);
                yield (frame, value) -> {
                    List<Value> values = unpacked(value, several);
                    for (int i = 0; i < targets.length; i++) {
                        targets[i].assign(frame, values.get(i));
                    }
                };
            }
            case Target.Member member -> {
                Code namespace = expressions.code(new Expression.Name(member.namespace(), member.at()));
                yield (frame, value) -> {
                    if (!(namespace.value(frame) instanceof Value.Namespace found)) {
                        throw TemplateFault.of(ValueError.of("TemplateRuntimeError",
                                "cannot assign attribute on non-namespace object"), member.at());
                    }
                    found.members().put(member.attribute(), value);
                };
            }
        };
    }

    private Assignment variable(String name) {
        Slot slot = symbols().place(name);
        int index = slot.index();
        int depth = function().depthOf(slot.function());
        if (topLevel && program.hasBlocks()) {
            return (frame, value) -> {
                frame.out(depth).slots[index] = value;
                frame.execution.export(name, value);
            };
        }
        return depth == 0
                ? (frame, value) -> frame.slots[index] = value
                : (frame, value) -> frame.out(depth).slots[index] = value;
    }

    private static List<Value> unpacked(Value value, Target.Several targets) {
        int count = targets.targets().size();
        try {
            if (!(value instanceof Value.Lazy) && Operators.elements(value) == null) {
                throw ValueError.type("cannot unpack non-iterable %s object".formatted(PythonText.typeName(value)));
            }
            List<Value> values = Operators.list(value);
            if (values.size() < count) {
                throw ValueError.value("not enough values to unpack (expected %d, got %d)".formatted(count, values.size()));
            }
            if (values.size() > count) {
                throw ValueError.value("too many values to unpack (expected %d)".formatted(count));
            }
            return values;
        } catch (ValueError error) {
            throw TemplateFault.of(error, targets.at());
        }
    }

    private Step setBlock(Statement.SetBlock block) {
        Symbols inner = symbols().inner(function());
        Analysis.statements(block.body(), inner);
        Analysis.expression(block.filter(), inner);
        Compiler inside = inner(inner);
        Step body = inside.scope(inside.block(block.body()));
        Code captured = frame -> frame.execution.captured(body, frame);
        Expression.Filter filter = block.filter();
        Code value = filter == null ? captured : inside.expressions.filterChain(filter, captured);
        Assignment assignment = assignment(block.target());
        return frame -> {
            frame.execution.budget.step();
            assignment.assign(frame, value.value(frame));
            return Flow.NEXT;
        };
    }

    private Step filterBlock(Statement.FilterBlock block) {
        Symbols inner = symbols().inner(function());
        Analysis.statements(block.body(), inner);
        Analysis.expression(block.filter(), inner);
        Compiler inside = inner(inner);
        Step body = inside.scope(inside.block(block.body()));
        return print(inside.expressions.filterChain(block.filter(), frame -> frame.execution.captured(body, frame)));
    }

    /** The body with the first values of the scope's variables before it. */
    Step scope(Step body) {
        Step entry = symbols().entry();
        return entry == null ? body : frame -> {
            entry.run(frame);
            return body.run(frame);
        };
    }

    private Step with(Statement.With with) {
        Symbols inner = symbols().inner(function());
        with.targets().forEach(target -> Analysis.target(target, inner, true));
        Analysis.statements(with.body(), inner);
        Compiler inside = inner(inner);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < with.targets().size(); i++) {
            Code value = expressions.code(with.values().get(i));
            Assignment assignment = inside.assignment(with.targets().get(i));
            steps.add(frame -> {
                assignment.assign(frame, value.value(frame));
                return Flow.NEXT;
            });
        }
        steps.add(inside.block(with.body()));
        return inside.scope(Step.all(steps));
    }

    private Step autoescape(Statement.Autoescape autoescape) {
        Symbols inner = symbols().inner(function());
        Analysis.expression(autoescape.on(), inner);
        Analysis.statements(autoescape.body(), inner);
        Compiler inside = inner(inner);
        Code on = Code.at(autoescape.on().at(), inside.expressions.code(autoescape.on()));
        Step body = inside.block(autoescape.body());
        return inside.scope(frame -> {
            if (Operators.truth(on.value(frame))) {
                throw TemplateFault.of(ValueError.notBuilt("autoescape"), autoescape.on().at());
            }
            return body.run(frame);
        });
    }

    private Step other(Statement.Other other) {
        Code template = expressions.code(other.template());
        Code missing = Code.at(other.at(), frame -> {
            template.value(frame);
            throw ValueError.type("no loader for this environment specified");
        });
        return frame -> {
            missing.value(frame);
            return Flow.NEXT;
        };
    }
}
