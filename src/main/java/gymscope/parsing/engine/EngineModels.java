package gymscope.parsing.engine;

import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.Segment;
import gymscope.wire.Span;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The model families: which table a request gets, and what is special in their reasoning parsers. */
final class EngineModels {

    private EngineModels() {
    }

    /**
     * A family whose answers begin in reasoning where thinking is on.
     *
     * @param thinks whether a request has it on
     * @param thinking the table then
     * @param plain the table else
     * @param passes whether the reasoning parser passes a whole text on as it is where thinking is off
     * @param end what the reasoning parser does to its result; given the request, the text and the result
     */
    private record Switched(Predicate<ParseRequest> thinks, Grammar thinking, Grammar plain, boolean passes,
            Ending end) implements EngineModel {

        @Override
        public Grammar grammar(ParseRequest request) {
            return thinks.test(request) ? thinking : plain;
        }

        @Override
        public ParsedAnswer reasoning(EngineFormat format, String text, ParseRequest request) {
            if (passes && !thinks.test(request)) {
                return end.apply(request, text, content(text));
            }
            return end.apply(request, text, EngineModel.super.reasoning(format, text, request));
        }
    }

    /** The last step of a reasoning parser. */
    private interface Ending {

        Ending NONE = (request, text, answer) -> answer;

        ParsedAnswer apply(ParseRequest request, String text, ParsedAnswer answer);
    }

    static EngineModel qwen() {
        return new Switched(request -> Thinking.isOn(request, "enable_thinking", true), qwenTable(true).keepingReasoningSpace(),
                qwenTable(false).keepingReasoningSpace(), true, Ending.NONE);
    }

    /** As Qwen's; an answer without content gets its reasoning as content where the request insists on content. */
    static EngineModel nemotron() {
        return new Switched(EngineModels::nemotronThinks, qwenTable(true), qwenTable(false), true, (request, text, answer) -> {
            boolean insists = !nemotronThinks(request) || forcesContent(request);
            boolean empty = answer.content() == null || answer.content().isBlank();
            return insists && empty ? swapped(answer) : answer;
        });
    }

    static EngineModel seed() {
        return new Switched(request -> Thinking.isOn(request, "enable_thinking", true), seedTable(true).keepingReasoningSpace(),
                seedTable(false).keepingReasoningSpace(), true, Ending.NONE);
    }

    static EngineModel glm() {
        return new Switched(Thinking::eitherIsOn, Grammars.glm(true), Grammars.glm(false), true, Ending.NONE);
    }

    /** As GLM's; reasoning alone, without a call, is content. */
    static EngineModel ling() {
        return new Switched(Thinking::eitherIsOn, Grammars.glm(true), Grammars.glm(false), true, (request, text, answer) -> {
            boolean alone = answer.reasoning() != null && answer.content() == null && !text.contains("<tool_call>");
            return alone ? swapped(answer) : answer;
        });
    }

    static EngineModel kimi() {
        return new Switched(Thinking::eitherIsOn, Grammars.kimi(true), Grammars.kimi(false), true, Ending.NONE);
    }

    static EngineModel deepseek4() {
        return new Switched(
                request -> Thinking.eitherIsOn(request)
                        && !"none".equals(request.templateArguments().path("reasoning_effort").asString("")),
                Grammars.deepseek("tool_calls", true, true), Grammars.deepseek("tool_calls", true, false), false, Ending.NONE);
    }

    static EngineModel deepseek32() {
        Grammar grammar = Grammars.deepseek("function_calls", false, false);
        return request -> grammar;
    }

    static EngineModel minimax() {
        Grammar grammar = Grammars.minimax();
        return request -> grammar;
    }

    static EngineModel gemma() {
        return new GemmaModel();
    }

    private static Grammar qwenTable(boolean thinks) {
        return Grammars.qwen(thinks, "<think>", "</think>", "<tool_call>", "</tool_call>");
    }

    private static Grammar seedTable(boolean thinks) {
        return Grammars.qwen(thinks, "<seed:think>", "</seed:think>", "<seed:tool_call>", "</seed:tool_call>");
    }

    private static boolean nemotronThinks(ParseRequest request) {
        return Thinking.isOn(request, "enable_thinking", true);
    }

    private static boolean forcesContent(ParseRequest request) {
        JsonNode force = request.templateArguments().get("force_nonempty_content");
        return force != null && force.isBoolean() && force.booleanValue();
    }

    private static ParsedAnswer swapped(ParsedAnswer answer) {
        List<Segment> segments = answer.segments().stream().map(EngineModels::swapped).toList();
        return new ParsedAnswer(answer.content(), answer.reasoning(), answer.toolCalls(), segments);
    }

    private static Segment swapped(Segment segment) {
        return switch (segment.part()) {
            case REASONING -> new Segment(Part.CONTENT, segment.span());
            case CONTENT -> new Segment(Part.REASONING, segment.span());
            default -> segment;
        };
    }

    /** The text as it is, all content. */
    private static ParsedAnswer content(String text) {
        return new ParsedAnswer(null, text, List.of(), List.of(new Segment(Part.CONTENT, new Span(0, text.length()))));
    }
}
