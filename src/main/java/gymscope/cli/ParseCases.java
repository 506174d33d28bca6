package gymscope.cli;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.JoinedAnswer;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.ParserRefusal;
import gymscope.parsing.Parsers;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The acceptance form of {@code parse}: one case in, its result out. */
final class ParseCases {

    private ParseCases() {
    }

    /** The result of a case. */
    static JsonNode result(ObjectNode body) {
        String kind = kind(body);
        AnswerFormat format = switch (kind) {
            case "tool" -> Parsers.named(Parsers.Kind.TOOL, member(body, "parser"));
            case "reasoning" -> Parsers.named(Parsers.Kind.REASONING, bare(member(body, "parser")));
            case "unified" -> Parsers.unified(member(body, "parser"));
            default -> throw new Fault("A case cannot be of kind %s.".formatted(kind), "Kinds are tool, reasoning and unified.");
        };
        ParseRequest request = ParseRequest.of(body);
        try {
            boolean streams = "streaming".equals(Json.text(body, "mode"));
            ParsedAnswer answer = streams
                    ? JoinedAnswer.of(format, pieces(body), request)
                    : format.parse(member(body, "text"), request);
            ObjectNode json = json(answer);
            if (kind.equals("reasoning")) {
                json.remove(List.of("tools_called", "tool_calls"));
            }
            return json;
        } catch (ParserRefusal refusal) {
            return Json.object().put("raises", refusal.type());
        }
    }

    /** The vectors' own files do not name the kind; what they expect tells. */
    private static String kind(ObjectNode body) {
        if (body.get("reference") instanceof ObjectNode reference && !body.has("kind")) {
            return reference.has("tools_called") ? "tool" : reference.has("tool_calls") ? "unified" : "reasoning";
        }
        return member(body, "kind");
    }

    /** The form of the vectors' {@code reference}. */
    static ObjectNode json(ParsedAnswer answer) {
        ObjectNode json = Json.object().put("reasoning", answer.reasoning()).put("content", answer.content()).put("tools_called",
                answer.toolsCalled());
        ArrayNode calls = json.putArray("tool_calls");
        for (ToolCall call : answer.toolCalls()) {
            ObjectNode one = calls.addObject().put("id", call.id()).put("name", call.name());
            JsonNode arguments = Json.parseOrNull(call.arguments());
            one.set("arguments", arguments == null ? StringNode.valueOf(call.arguments()) : arguments);
            one.put("arguments_text", call.arguments());
            if (call.span() != null) {
                one.putArray("span").add(call.span().start()).add(call.span().end());
            }
        }
        return json;
    }

    private static List<String> pieces(ObjectNode body) {
        JsonNode deltas = body.get("deltas");
        if (deltas == null || !deltas.isArray()) {
            return List.of(member(body, "text"));
        }
        List<String> pieces = new ArrayList<>();
        deltas.forEach(delta -> pieces.add(delta.asString()));
        return pieces;
    }

    /** A list of cases of several kinds writes {@code reasoning:NAME}. */
    private static String bare(String parser) {
        String prefix = "reasoning:";
        return parser.startsWith(prefix) ? parser.substring(prefix.length()) : parser;
    }

    private static String member(ObjectNode body, String name) {
        @Nullable
        String value = Json.text(body, name);
        if (value == null) {
            throw new Fault("The case has no text in %s.".formatted(name), "Give it one.");
        }
        return value;
    }
}
