package gymscope.cli;

import gymscope.parsing.AnswerDelta;
import gymscope.parsing.AnswerFormat;
import gymscope.parsing.ArgumentCheck;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.fit.Diagnosis;
import gymscope.parsing.fit.Finding;
import gymscope.parsing.fit.ParserFit;
import gymscope.parsing.fit.ParserRanking;
import gymscope.wire.Json;
import gymscope.wire.Span;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/** What {@code parse} prints for people. */
final class ParseReport {

    private static final int SHOWN_FITS = 12;
    private static final String FIT = "%-18s %5s %7s %7s %7s  %s";

    private ParseReport() {
    }

    /** A result. */
    static List<String> lines(ParsedAnswer answer, ParseRequest request) {
        List<String> lines = new ArrayList<>();
        addText(lines, "Reasoning", answer.reasoning());
        addText(lines, "Content", answer.content());
        for (int i = 0; i < answer.toolCalls().size(); i++) {
            addCall(lines, "Call %d".formatted(i + 1), answer.toolCalls().get(i), request);
        }
        if (lines.isEmpty()) {
            lines.add("Neither reasoning nor content nor calls.");
        } else if (answer.toolCalls().isEmpty()) {
            lines.add(answer.toolsCalled() ? "No calls, though the parser says that tools are called." : "No calls.");
        }
        return lines;
    }

    /** A ranking: the parsers that find calls, the best first, and how many find none. */
    static List<String> lines(ParserRanking ranking) {
        List<String> lines = new ArrayList<>();
        lines.add(ranking.sentence());
        List<ParserFit> finding = ranking.fits().stream().filter(fit -> fit.calls() > 0).toList();
        if (!finding.isEmpty()) {
            lines.add("");
            lines.add(FIT.formatted("Parser", "Calls", "Names", "Fit", "Lost", "Finds").stripTrailing());
        }
        for (ParserFit fit : finding.stream().limit(SHOWN_FITS).toList()) {
            lines.add(FIT.formatted(fit.name(), fit.calls(), "%d/%d".formatted(fit.knownNames(), fit.calls()),
                    "%d/%d".formatted(fit.validArguments(), fit.calls()), fit.lost(), fit.sentence()));
        }
        long none = ranking.fits().stream().filter(fit -> fit.calls() == 0).count();
        lines.add("");
        lines.add("%d of %d parsers find no call.".formatted(none, ranking.fits().size()));
        for (String outcome : List.of("finds nothing and returns null content", "raises")) {
            List<String> names = ranking.fits().stream().filter(fit -> fit.sentence().startsWith(outcome)).map(ParserFit::name)
                    .toList();
            if (!names.isEmpty()) {
                lines.add("%s: %s.".formatted(outcome.startsWith("raises") ? "Raise an error" : "Return null content",
                        String.join(", ", names)));
            }
        }
        return lines;
    }

    /** A diagnosis. */
    static List<String> lines(AnswerFormat format, Diagnosis diagnosis, String text, ParseRequest request) {
        List<String> lines = new ArrayList<>();
        ParsedAnswer faithful = diagnosis.faithful();
        lines.add("%s, as vLLM reads it:".formatted(format.name()));
        (faithful == null ? List.of("An error.") : lines(faithful, request)).forEach(line -> lines.add("  " + line));
        lines.add("");
        lines.add(diagnosis.findings().isEmpty() ? "Nothing is lost." : "What is lost:");
        for (Finding finding : diagnosis.findings()) {
            lines.add("  %s  %s".formatted(place(finding.span(), text), finding.sentence()));
        }
        if (!diagnosis.reader().equals(format.name())) {
            lines.add("");
            lines.add(diagnosis.reader().equals(Diagnosis.LENIENT)
                    ? "What the text means, read leniently:"
                    : "What the text means, as %s reads it:".formatted(diagnosis.reader()));
            for (ToolCall call : diagnosis.meant()) {
                addCall(lines, "  Call", call, request);
            }
        }
        return lines;
    }

    /** A piece of a stream. */
    static String line(AnswerDelta delta, int taken) {
        String what = switch (delta) {
            case AnswerDelta.ReasoningDelta more -> "reasoning  " + quoted(more.text());
            case AnswerDelta.ContentDelta more -> "content    " + quoted(more.text());
            case AnswerDelta.ToolCallStart start -> "call %-4d  %s  %s".formatted(start.index() + 1, start.name(), start.id());
            case AnswerDelta.ToolCallArguments more -> "arguments  " + quoted(more.text());
        };
        return "%6d  %s".formatted(taken, what);
    }

    private static void addText(List<String> lines, String label, @Nullable String text) {
        if (text != null) {
            lines.add("%-10s %s".formatted(label, text.isEmpty() ? "(empty)" : text));
        }
    }

    private static void addCall(List<String> lines, String label, ToolCall call, ParseRequest request) {
        Span span = call.span();
        lines.add("%-10s %s %s%s".formatted(label, call.name(), call.arguments(),
                span == null ? "" : "  (characters %d to %d)".formatted(span.start(), span.end())));
        ArgumentCheck.Result check = request.tools().isEmpty()
                ? ArgumentCheck.of(call.arguments(), null)
                : ArgumentCheck.of(call, request.tools());
        if (!check.isValid()) {
            check.problems().forEach(problem -> lines.add("%-10s %s".formatted("", problem)));
        }
    }

    private static String place(Span span, String text) {
        long line = text.substring(0, span.start()).chars().filter(c -> c == '\n').count() + 1;
        return "%d–%d (line %d)".formatted(span.start(), span.end(), line);
    }

    private static String quoted(String text) {
        return Json.write(StringNode.valueOf(text));
    }
}
