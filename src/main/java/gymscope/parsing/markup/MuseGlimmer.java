package gymscope.parsing.markup;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.wire.PythonJson;
import java.util.List;

/**
 * MuseGlimmer: messages to tools with {@code atem:invoke} elements, to the user, and to itself. Only messages to tools are read for
 * calls; a text without messages is read whole, and is content when it has no call.
 */
final class MuseGlimmer implements AnswerFormat {

    @Override
    public String name() {
        return "muse_glimmer";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        List<MuseMessage> messages = MuseMessage.all(text);
        MarkedText marked = new MarkedText(text);
        StringBuilder content = new StringBuilder();
        boolean isReasoned = false;
        for (MuseMessage message : messages) {
            if (message.isCall()) {
                addCalls(marked, message.body().start(), message.body().end(), request);
            } else if (message.isContent()) {
                content.append(text, message.body().start(), message.body().end());
                marked.mark(Part.CONTENT, message.body());
            } else {
                isReasoned |= message.body().end() > message.body().start();
            }
        }
        boolean isPlain = content.isEmpty() && !isReasoned && messages.isEmpty();
        if (messages.isEmpty()) {
            addCalls(marked, 0, text.length(), request);
        }
        if (isPlain && !text.isEmpty()) {
            MarkedText plain = marked.calls().isEmpty() ? new MarkedText(text).mark(Part.CONTENT, 0, text.length()) : marked;
            return plain.answer(null, text);
        }
        return marked.answer(null, content.isEmpty() ? null : content.toString());
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new MuseStream(request);
    }

    private static void addCalls(MarkedText marked, int from, int to, ParseRequest request) {
        for (MuseCalls.Call call : MuseCalls.in(marked.text(), from, to, request,
                value -> marked.mark(Part.TOOL_ARGUMENTS, value))) {
            marked.mark(Part.TOOL_NAME, call.nameSpan());
            marked.call(call.name(), PythonJson.write(call.arguments()), call.span());
        }
    }
}
