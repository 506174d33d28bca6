package gymscope.templates.program;

import gymscope.templates.TemplateFault;
import gymscope.templates.program.Function.Slot;
import gymscope.templates.program.Step.Flow;
import gymscope.templates.syntax.Statement.Parameter;
import gymscope.templates.syntax.Statement.Signature;
import gymscope.templates.values.Arguments;
import gymscope.templates.values.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes macros, call blocks and generation blocks ready to run. */
record MacroCompiler(Compiler around) {

    /** Code that makes the macro where it is defined, with the variables around it. */
    Code macro(String name, Signature signature) {
        Function function = new Function(around.function());
        Symbols symbols = around.symbols().inner(function);
        Analysis.signature(signature, symbols);
        List<String> parameters = signature.parameters().stream().map(Parameter::name).toList();
        Set<String> mentioned = Mentions.in(signature.body(), "caller", "kwargs", "varargs");
        Slot caller = null;
        boolean explicitCaller = parameters.contains("caller");
        if (mentioned.contains("caller") && !explicitCaller) {
            caller = symbols.parameter("caller");
        } else if (mentioned.contains("caller")
                && signature.parameters().get(parameters.indexOf("caller")).fallback() == null) {
            throw new TemplateFault("TemplateAssertionError",
                    "When defining macros or call blocks the special \"caller\" argument must be omitted or be given a default.",
                    "Mend the template.", signature.at());
        }
        Slot kwargs = special("kwargs", mentioned, parameters, symbols);
        Slot varargs = special("varargs", mentioned, parameters, symbols);
        Slot[] places = parameters.stream().map(symbols::place).toArray(Slot[]::new);
        Compiler inside = around.inner(symbols);
        @Nullable
        Code[] defaults = new Code[places.length];
        for (int i = 0; i < places.length; i++) {
            defaults[i] = inside.expressions().codeOrNull(signature.parameters().get(i).fallback());
        }
        Step entry = symbols.entry();
        Step body = inside.block(signature.body());
        MacroShape shape = new MacroShape(name, parameters, places, defaults, caller, kwargs, varargs,
                explicitCaller, function, entry == null ? frame -> Flow.NEXT : entry, body);
        return frame -> new MacroValue(shape, frame);
    }

    private static @Nullable Slot special(String name, Set<String> mentioned, List<String> parameters, Symbols symbols) {
        return mentioned.contains(name) && !parameters.contains(name) ? symbols.parameter(name) : null;
    }

    /** A generation block: a function of its own that is called at once. */
    Step generation(Signature signature) {
        Code made = macro("generation", signature);
        return frame -> {
            frame.execution.budget.step();
            frame.execution.print(((Value.Special) made.value(frame)).call(Arguments.none()));
            return Flow.NEXT;
        };
    }
}
