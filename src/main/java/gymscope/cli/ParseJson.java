package gymscope.cli;

import gymscope.parsing.AnswerDelta;
import gymscope.parsing.AnswerFormat;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.fit.Diagnosis;
import gymscope.parsing.fit.Finding;
import gymscope.parsing.fit.ParserFit;
import gymscope.parsing.fit.ParserRanking;
import gymscope.wire.Json;
import gymscope.wire.Span;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code parse --json} prints besides plain results. */
final class ParseJson {

    private ParseJson() {
    }

    /** A ranking. */
    static ObjectNode of(ParserRanking ranking) {
        ParserFit best = ranking.best();
        ObjectNode json = Json.object().put("sentence", ranking.sentence()).put("best", best == null ? null : best.name());
        ArrayNode reasonings = json.putArray("reasonings");
        ranking.reasonings().forEach(reasonings::add);
        ArrayNode parsers = json.putArray("parsers");
        for (ParserFit fit : ranking.fits()) {
            ObjectNode one = parsers.addObject().put("parser", fit.name()).put("family", fit.family()).put("score", fit.score())
                    .put("calls", fit.calls()).put("known_names", fit.knownNames()).put("valid_arguments", fit.validArguments())
                    .put("lost_characters", fit.lost()).put("markup_left", fit.leavesMarkup()).put("finds", fit.sentence());
            ParsedAnswer answer = fit.answer();
            one.set("result", answer == null ? Json.object() : ParseCases.json(answer));
        }
        return json;
    }

    /** A diagnosis. */
    static ObjectNode of(AnswerFormat format, Diagnosis diagnosis, String text) {
        ObjectNode json = Json.object().put("parser", format.name());
        ParsedAnswer faithful = diagnosis.faithful();
        json.set("result", faithful == null ? null : ParseCases.json(faithful));
        ArrayNode findings = json.putArray("findings");
        for (Finding finding : diagnosis.findings()) {
            Span span = finding.span();
            ObjectNode one = findings.addObject().put("kind", finding.kind().name().toLowerCase(Locale.ROOT));
            one.putArray("span").add(span.start()).add(span.end());
            one.put("text", text.substring(span.start(), span.end())).put("sentence", finding.sentence());
        }
        ObjectNode meant = json.putObject("meant").put("reader", diagnosis.reader());
        meant.set("tool_calls", ParseCases.json(new ParsedAnswer(null, null, diagnosis.meant(), List.of())).get("tool_calls"));
        return json;
    }

    /**
     * A piece of a stream.
     *
     * @param taken how much of the text was read when it became known
     */
    static ObjectNode of(AnswerDelta delta, int taken) {
        ObjectNode json = Json.object().put("read", taken).put("start", delta.start());
        return switch (delta) {
            case AnswerDelta.ReasoningDelta more -> json.put("type", "reasoning").put("text", more.text());
            case AnswerDelta.ContentDelta more -> json.put("type", "content").put("text", more.text());
            case AnswerDelta.ToolCallStart start ->
                json.put("type", "call").put("index", start.index()).put("id", start.id()).put("name", start.name());
            case AnswerDelta.ToolCallArguments more ->
                json.put("type", "arguments").put("index", more.index()).put("text", more.text());
        };
    }
}
