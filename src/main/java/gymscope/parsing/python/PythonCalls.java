package gymscope.parsing.python;

import gymscope.parsing.MarkedText;
import gymscope.parsing.Part;
import gymscope.parsing.python.PythonExpression.Call;
import gymscope.parsing.python.PythonExpression.Elements;
import gymscope.parsing.python.PythonExpression.Keyword;
import gymscope.parsing.python.PythonExpression.Name;
import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls as a Python list of them. */
final class PythonCalls {

    private PythonCalls() {
    }

    /** The calls of a list, null where the expression is no list of calls only. */
    static @Nullable List<Call> of(@Nullable PythonExpression expression) {
        if (!(expression instanceof Elements list)) {
            return null;
        }
        List<Call> calls = new ArrayList<>();
        for (PythonExpression element : list.elements()) {
            if (!(element instanceof Call call)) {
                return null;
            }
            calls.add(call);
        }
        return calls;
    }

    /** Adds the calls; false where one of them has an argument that is no literal, or what is called has no name. */
    static boolean add(MarkedText marked, TracedText source, List<Call> calls, UnaryOperator<String> names) {
        for (Call call : calls) {
            String arguments = arguments(call, names);
            Name function = call.function();
            if (arguments == null || function == null) {
                return false;
            }
            Span inside = new Span(Math.min(call.span().end(), function.span().end() + 1),
                    Math.max(call.span().end() - 1, function.span().end() + 1));
            marked.mark(Part.TOOL_NAME, source.origin(function.span())).mark(Part.TOOL_ARGUMENTS, source.origin(inside))
                    .call(function.name(), arguments, source.origin(call.span()));
        }
        return true;
    }

    /** The arguments of a call as JSON text, null where one of them is no literal. */
    static @Nullable String arguments(Call call, UnaryOperator<String> names) {
        ObjectNode arguments = Json.object();
        for (Keyword keyword : call.keywords()) {
            JsonNode value = keyword.value().value();
            if (value == null) {
                return null;
            }
            arguments.set(names.apply(keyword.name()), value);
        }
        return PythonJson.write(arguments);
    }
}
