package gymscope.parsing.markup;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.WalkedStream;
import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import gymscope.wire.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Kimi K3: a {@code response} channel, then a {@code tools} channel with {@code call} and {@code argument} elements. A second
 * {@code tools} channel is lost, and so is text between the channels.
 */
final class KimiK3 implements AnswerFormat {

    private static final String RESPONSE = "response";
    private static final String TOOLS = "tools";

    @Override
    public String name() {
        return "kimi_k3";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        MarkedText marked = new MarkedText(text);
        Span tools = Xtml.find(text, Xtml.OPEN, TOOLS, 0);
        if (tools != null) {
            Span close = Xtml.find(text, Xtml.CLOSE, TOOLS, tools.end());
            int end = close == null ? text.length() : close.start();
            int at = tools.end();
            for (XtmlElement call = Xtml.element(text, "call", at, end); call != null;) {
                addCall(marked, call);
                call = Xtml.element(text, "call", call.span().end(), end);
            }
        }
        return marked.answer(null, content(marked, tools == null ? text.length() : tools.start()));
    }

    @Override
    public boolean isOfEngine() {
        return true;
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new Channels();
    }

    /** The first whole response channel, else the text before the tools without the markers of one. */
    private static @Nullable String content(MarkedText marked, int end) {
        String text = marked.text();
        Span open = Xtml.find(text, Xtml.OPEN, RESPONSE, 0);
        Span close = open == null ? null : Xtml.find(text, Xtml.CLOSE, RESPONSE, open.end());
        if (open != null && close != null) {
            Span body = new Span(/* start= */ open.end(), /* end= */ close.start());
            marked.mark(Part.CONTENT, body);
            return body.start() == body.end() ? null : text.substring(body.start(), body.end());
        }
        return KimiK3Response.content(marked, 0, end);
    }

    private static void addCall(MarkedText marked, XtmlElement call) {
        String tool = call.attribute("tool");
        if (!tool.isEmpty()) {
            ObjectNode arguments = arguments(marked.text(), call.body(), marked);
            marked.call(tool, PythonJson.write(arguments), call.span());
        }
    }

    private static ObjectNode arguments(String text, Span body, @Nullable MarkedText marked) {
        ObjectNode arguments = Json.object();
        for (XtmlElement argument = Xtml.element(text, "argument", body.start(), body.end()); argument != null;) {
            String value = text.substring(argument.body().start(), argument.body().end());
            String type = argument.attributes().getOrDefault("type", "string");
            JsonNode json = type.equals("string") ? null : Json.parseOrNull(value);
            arguments.set(argument.attribute("key"), json == null ? StringNode.valueOf(value) : json);
            if (marked != null) {
                marked.mark(Part.TOOL_ARGUMENTS, argument.body());
            }
            argument = Xtml.element(text, "argument", argument.span().end(), body.end());
        }
        return arguments;
    }

    private static final class Channels extends WalkedStream {

        private enum State {
            CONTENT, BETWEEN, CALLS
        }

        private State state = State.CONTENT;
        private boolean opened;

        @Override
        protected boolean step() {
            return switch (state) {
                case CONTENT -> content();
                case BETWEEN -> between();
                case CALLS -> call();
            };
        }

        private boolean content() {
            int tag = find("<|");
            content(tag < 0 ? safeEnd(List.of("<|")) : tag);
            if (tag < 0) {
                return false;
            }
            int open = opened ? -1 : tagEnd(Xtml.OPEN, RESPONSE);
            int close = tagEnd(Xtml.CLOSE, RESPONSE);
            int tools = tagEnd(Xtml.OPEN, TOOLS);
            if (open > 0) {
                skip(open);
                opened = true;
            } else if (close > 0 || tools > 0) {
                skip(Math.max(close, tools));
                state = close > 0 ? State.BETWEEN : State.CALLS;
            } else if (!ended() && (open == 0 || close == 0 || tools == 0)) {
                return false;
            } else {
                content(tag + 1);
            }
            return true;
        }

        private boolean between() {
            int tag = find(Xtml.OPEN);
            if (tag < 0) {
                return false;
            }
            skip(tag);
            int tools = tagEnd(Xtml.OPEN, TOOLS);
            if (tools == 0) {
                return false;
            }
            skip(tools > 0 ? tools : tag + 1);
            state = tools > 0 ? State.CALLS : state;
            return true;
        }

        private boolean call() {
            int close = find(Xtml.CLOSE, Math.max(at(), passed));
            if (close < 0) {
                return false;
            }
            int end = Xtml.end(text(close, Math.min(length(), close + 100)), 0, Xtml.CLOSE, "call");
            if (end == 0 && !ended()) {
                return false;
            }
            passed = close + 1;
            if (end > 0) {
                String section = text(at(), close + end);
                XtmlElement call = Xtml.element(section, "call", 0, section.length());
                if (call != null && !call.attribute("tool").isEmpty()) {
                    int start = at() + call.span().start();
                    startCall(call.attribute("tool"), start, new Span(start, start));
                    out().arguments(PythonJson.write(arguments(section, call.body(), null)), at() + call.body().start());
                    mark(Part.TOOL_ARGUMENTS, at() + call.body().start(), at() + call.body().end());
                    endCall(close + end);
                }
                skip(close + end);
            }
            return true;
        }

        private int passed;

        private int tagEnd(String kind, String word) {
            int end = Xtml.end(text(at(), Math.min(length(), at() + 100)), 0, kind, word);
            return end > 0 ? at() + end : end;
        }
    }
}
