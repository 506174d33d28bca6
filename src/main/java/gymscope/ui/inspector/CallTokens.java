package gymscope.ui.inspector;

import gymscope.tokens.Channel;
import gymscope.tokens.TokenTrace;
import gymscope.ui.controls.tokens.Highlight;
import gymscope.wire.JsonPlaces;
import gymscope.wire.Span;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * The tokens that a tool call was made of.
 *
 * @param whole the call's tokens, from its name to the end of its arguments
 * @param arguments the tokens of each value, named by its JSON pointer; empty where the model did not write JSON
 */
record CallTokens(Highlight whole, List<Highlight> arguments) {

    CallTokens {
        arguments = List.copyOf(arguments);
    }

    /** The tokens of an answer's calls; none when they cannot be told apart as the endpoint did. */
    static List<CallTokens> of(TokenTrace trace, List<ToolCall> calls) {
        List<Span> found = trace.toolCalls();
        List<CallTokens> tokens = new ArrayList<>();
        if (found.size() != calls.size()) {
            return tokens;
        }
        String text = trace.text();
        List<Span> characters = trace.spans();
        for (int i = 0; i < found.size(); i++) {
            Highlight whole = Highlight.of(trace.tokens(), calls.get(i).name(), List.of(found.get(i)));
            tokens.add(new CallTokens(whole, arguments(trace, text, written(trace, characters, found.get(i)))));
        }
        return tokens;
    }

    private static List<Highlight> arguments(TokenTrace trace, String text, Span written) {
        List<Highlight> arguments = new ArrayList<>();
        for (JsonPlaces.Place place : JsonPlaces.of(text.substring(written.start(), written.end()))) {
            if (place.value().isValueNode()) {
                Span where = new Span(written.start() + place.span().start(), written.start() + place.span().end());
                arguments.add(Highlight.ofCharacters(trace, place.pointer(), where));
            }
        }
        return arguments;
    }

    /** The characters of the arguments. */
    private static Span written(TokenTrace trace, List<Span> characters, Span call) {
        int start = -1;
        int end = -1;
        for (int i = call.start(); i < call.end(); i++) {
            if (trace.tokens().get(i).channel() == Channel.TOOL_ARGUMENT) {
                start = start < 0 ? characters.get(i).start() : start;
                end = characters.get(i).end();
            }
        }
        return start < 0 ? new Span(0, 0) : new Span(start, end);
    }
}
