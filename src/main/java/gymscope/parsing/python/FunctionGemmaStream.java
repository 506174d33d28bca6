package gymscope.parsing.python;

import gymscope.parsing.GrowingText;
import gymscope.wire.Json;
import gymscope.wire.PythonJson;

/**
 * The stream of {@link FunctionGemma}: an argument comes when it is whole. vLLM gives the closing brace out with each of them, so
 * that its pieces make no JSON for calls of several arguments; here they do. Text outside calls is content, after them too.
 */
final class FunctionGemmaStream extends GrowingText {

    private static final String END = "<end_function_call>";

    private boolean inCall;
    private boolean named;
    private int given;
    private int searched;
    private boolean inValue;

    @Override
    protected void advance() {
        boolean more = true;
        while (more) {
            more = inCall ? inside() : outside();
        }
    }

    private boolean outside() {
        int open = find(FunctionGemma.OPEN);
        content(open >= 0 ? open : ended ? text.length() : settled(FunctionGemma.OPEN));
        inCall = open >= 0;
        named = false;
        given = 0;
        return inCall;
    }

    private boolean inside() {
        int close = find(END);
        if (!named) {
            int brace = FunctionGemma.nameEnd(text, at);
            if (brace >= 0) {
                named = true;
                out.startCall(text.substring(at + FunctionGemma.OPEN.length() + FunctionGemma.CALL.length(), brace), at);
                at = brace + 1;
                searched = at;
                inValue = false;
            }
        }
        if (named) {
            arguments(close >= 0 ? close : text.length(), close >= 0 || ended);
        }
        if (named && (close >= 0 || ended)) {
            out.arguments(given == 0 ? "{}" : "}", close >= 0 ? close : text.length());
            named = false;
        }
        if (close >= 0) {
            at = close + END.length();
            inCall = false;
        }
        return close >= 0;
    }

    private void arguments(int end, boolean whole) {
        boolean more = false;
        int escape = text.indexOf(FunctionGemma.ESCAPE, Math.max(at, searched));
        while (escape >= 0 && escape < end) {
            inValue = !inValue;
            more |= !inValue;
            searched = escape + FunctionGemma.ESCAPE.length();
            escape = text.indexOf(FunctionGemma.ESCAPE, searched);
        }
        if (!more && !whole) {
            searched = Math.max(searched, end - FunctionGemma.ESCAPE.length());
            return;
        }
        String rest = text.substring(at, end);
        int from = 0;
        FunctionGemma.Escaped argument = FunctionGemma.Escaped.next(rest, from, rest.length());
        while (argument != null) {
            String key = PythonJson.write(Json.toTree(argument.key()));
            out.arguments((given++ == 0 ? "{" : ", ") + key + ": " + PythonJson.write(argument.value()), at + from);
            from = argument.end();
            argument = FunctionGemma.Escaped.next(rest, from, rest.length());
        }
        at += from;
    }
}
