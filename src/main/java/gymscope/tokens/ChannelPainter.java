package gymscope.tokens;

import gymscope.wire.ToolCall;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives each character of a model's raw text its channel: by the markers of {@code <think>} and hermes tool calls and
 * control tokens of the form {@code <|…|>}; where the text has none, by where the parsed parts stand in it.
 */
final class ChannelPainter {

    private static final Pattern MARKER = Pattern
            .compile("<think>|</think>|<tool_call>|</tool_call>|<\\|[^|<>\\s]{1,40}\\|>|</s>$");
    private static final Set<String> ARGUMENTS = Set.of("arguments", "parameters");

    private final String text;
    private final AnswerParts parts;
    private final Channel[] channels;
    private int callMarkers;
    private int reasoningMarkers;

    ChannelPainter(String text, AnswerParts parts) {
        this.text = text;
        this.parts = parts;
        this.channels = new Channel[text.length()];
        Arrays.fill(channels, Channel.CONTENT);
    }

    Channel[] paint() {
        paintByMarkers();
        if (reasoningMarkers == 0) {
            paintKnownReasoning();
        }
        if (callMarkers == 0) {
            paintKnownCalls();
        }
        return channels;
    }

    private void paintByMarkers() {
        int close = text.indexOf("</think>");
        int open = text.indexOf("<think>");
        Channel mode = close >= 0 && (open < 0 || open > close) ? Channel.REASONING : Channel.CONTENT;
        Channel outside = mode;
        int start = 0;
        Matcher marker = MARKER.matcher(text);
        while (marker.find()) {
            paintPart(start, marker.start(), mode);
            fill(marker.start(), marker.end(), Channel.TEMPLATE);
            start = marker.end();
            switch (marker.group()) {
                case "<think>", "</think>" -> {
                    mode = marker.group().equals("<think>") ? Channel.REASONING : Channel.CONTENT;
                    outside = mode;
                    reasoningMarkers++;
                }
                case "<tool_call>" -> {
                    mode = Channel.TOOL_ARGUMENT;
                    callMarkers++;
                }
                case "</tool_call>" -> mode = outside;
                default -> {
                    // A control token stands between, and changes nothing.
                }
            }
        }
        paintPart(start, text.length(), mode);
    }

    /** Line ends beside a marker belong to the format: the parsers remove them. */
    private void paintPart(int from, int to, Channel channel) {
        int first = from;
        int last = to;
        while (from > 0 && first < last && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        while (to < text.length() && last > first && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        fill(from, to, Channel.TEMPLATE);
        if (channel == Channel.TOOL_ARGUMENT) {
            paintCalls(first, last);
        } else {
            fill(first, last, channel);
        }
    }

    private void paintCalls(int from, int to) {
        if (from < to && text.charAt(from) != '{' && text.charAt(from) != '[') {
            fill(from, to, Channel.TOOL_ARGUMENT);
            return;
        }
        int at = from;
        while (at < to) {
            at = text.charAt(at) == '{' ? paintCall(at + 1, to) : at + 1;
        }
    }

    /** Paints name and arguments of one JSON object, cut off or not; returns where it ends. */
    private int paintCall(int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) != '}') {
            if (text.charAt(at) != '"') {
                at++;
                continue;
            }
            int keyEnd = JsonText.stringEnd(text, at, to);
            String key = text.substring(at + 1, Math.max(at + 1, keyEnd - 1));
            int value = JsonText.afterColon(text, keyEnd, to);
            int valueEnd = JsonText.valueEnd(text, value, to);
            if (key.equals("name") && value < to && text.charAt(value) == '"') {
                boolean closed = valueEnd - 1 > value && text.charAt(valueEnd - 1) == '"';
                fill(value + 1, closed ? valueEnd - 1 : valueEnd, Channel.TOOL_NAME);
            } else if (ARGUMENTS.contains(key)) {
                fill(value, valueEnd, Channel.TOOL_ARGUMENT);
            }
            at = Math.max(valueEnd, at + 1);
        }
        return Math.min(to, at + 1);
    }

    private void paintKnownReasoning() {
        String reasoning = parts.reasoning() == null ? "" : parts.reasoning().strip();
        int at = reasoning.isEmpty() ? -1 : text.indexOf(reasoning);
        if (at >= 0) {
            fill(at, at + reasoning.length(), Channel.REASONING);
        }
    }

    private void paintKnownCalls() {
        int from = 0;
        for (ToolCall call : parts.calls()) {
            int name = text.indexOf(call.name(), from);
            int arguments = name < 0 ? -1 : text.indexOf(call.arguments(), name + call.name().length());
            if (arguments < 0) {
                return;
            }
            fill(name, name + call.name().length(), Channel.TOOL_NAME);
            fill(arguments, arguments + call.arguments().length(), Channel.TOOL_ARGUMENT);
            from = arguments + call.arguments().length();
        }
    }

    private void fill(int from, int to, Channel channel) {
        Arrays.fill(channels, from, Math.max(from, to), channel);
    }
}
