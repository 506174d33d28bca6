package gymscope.parsing.fit;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.ArgumentCheck;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.ParserRefusal;
import gymscope.parsing.arguments.PythonText;
import gymscope.parsing.fit.Finding.Kind;
import gymscope.wire.Span;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a parser loses of a text and why, and what the text means when it is read leniently. The faithful result is untouched.
 *
 * @param faithful the parser's result, null where it raises
 * @param findings what is lost, in the order of the text; empty when nothing is
 * @param meant the calls that the text means: the parser's own where it finds them all
 * @param reader whose reading {@code meant} is: a parser's name, or {@code lenient}
 */
public record Diagnosis(@Nullable ParsedAnswer faithful, List<Finding> findings, List<ToolCall> meant, String reader) {

    /** The reader that takes names and arguments wherever they stand. */
    public static final String LENIENT = "lenient";

    private static final int SHOWN = 60;

    public Diagnosis {
        findings = List.copyOf(findings);
        meant = List.copyOf(meant);
    }

    /** Reads a text with a parser and leniently. Runs all parsers, so not for a drawing thread. */
    public static Diagnosis of(AnswerFormat format, String text, ParseRequest request) {
        List<Finding> findings = new ArrayList<>();
        ParsedAnswer faithful = null;
        try {
            faithful = format.parse(text, request);
        } catch (ParserRefusal refusal) {
            findings.add(new Finding(Kind.REFUSED, whole(text), "%s raises %s and the client gets an HTTP error: %s"
                    .formatted(format.name(), refusal.type(), refusal.sentence())));
        }
        ParserFit best = ParserRanking.of(text, request).best();
        List<ToolCall> own = faithful == null ? List.of() : faithful.toolCalls();
        List<ToolCall> fitting = best == null || best.answer() == null ? List.of() : best.answer().toolCalls();
        List<ToolCall> lenient = LenientCalls.in(text);
        List<ToolCall> meant = own;
        String reader = format.name();
        if (best != null && isBetter(fitting, own, request)) {
            meant = fitting;
            reader = best.name();
        }
        if (isBetter(lenient, meant, request)) {
            meant = lenient;
            reader = LENIENT;
        }
        if (faithful != null) {
            addLosses(format, text, request, faithful, meant, reader, findings);
        }
        findings.sort(Comparator.comparingInt(finding -> finding.span().start()));
        return new Diagnosis(faithful, findings, meant, reader);
    }

    /** The whole in a sentence. */
    public String sentence() {
        return findings.isEmpty() ? "Nothing is lost." : String.join(" ", findings.stream().map(Finding::sentence).toList());
    }

    private static boolean isBetter(List<ToolCall> one, List<ToolCall> other, ParseRequest request) {
        return sound(one, request) > sound(other, request);
    }

    private static long sound(List<ToolCall> calls, ParseRequest request) {
        return calls.stream().filter(call -> request.tools().isEmpty()
                ? ArgumentCheck.of(call.arguments(), null).isValid() && !call.name().contains("{")
                : request.hasTool(call.name())).count();
    }

    private static void addLosses(AnswerFormat format, String text, ParseRequest request, ParsedAnswer faithful,
            List<ToolCall> meant, String reader, List<Finding> findings) {
        String content = faithful.content();
        boolean isNothing = faithful.toolCalls().isEmpty() && content == null && faithful.reasoning() == null;
        if (isNothing && !PythonText.isBlank(text)) {
            findings.add(new Finding(Kind.ALL_LOST, whole(text), "%s gives neither calls nor content: the client gets nothing."
                    .formatted(format.name())));
        }
        for (ToolCall call : meant) {
            if (!reader.equals(format.name()) && !isFound(call, faithful.toolCalls())) {
                findings.add(new Finding(Kind.CALL_LOST, spanOf(call, text),
                        LostCall.sentence(format.name(), call, text, faithful, request, reader)));
            }
        }
        if (!isNothing) {
            for (Span lost : LostText.of(text, faithful)) {
                boolean isCall = meant.stream().anyMatch(call -> call.span() != null && call.span().overlaps(lost));
                if (!isCall || reader.equals(format.name())) {
                    findings.add(new Finding(Kind.TEXT_LOST, lost,
                            "“%s” is in no field of the answer.".formatted(cut(text.substring(lost.start(), lost.end())))));
                }
            }
        }
        Span marker = content == null ? null : TextShape.first(content, TextShape.MARKERS);
        Span thought = content == null ? null : TextShape.first(content, TextShape.THOUGHTS);
        Span left = marker == null ? thought : marker;
        if (content != null && left != null) {
            String found = content.substring(left.start(), left.end());
            int at = Math.max(0, text.indexOf(found));
            findings.add(new Finding(Kind.MARKUP_LEFT, new Span(at, Math.min(text.length(), at + found.length())),
                    marker == null
                            ? "%s stays in the content: a reasoning parser is missing.".formatted(found)
                            : "%s stays in the content.".formatted(found)));
        }
        for (ToolCall call : faithful.toolCalls()) {
            ArgumentCheck.Result check = request.tools().isEmpty()
                    ? ArgumentCheck.of(call.arguments(), null)
                    : ArgumentCheck.of(call, request.tools());
            if (!check.isValid()) {
                findings.add(new Finding(Kind.CALL_UNFIT, spanOf(call, text),
                        "The call of “%s”: %s".formatted(cut(call.name()), check.sentence())));
            }
        }
    }

    private static boolean isFound(ToolCall call, List<ToolCall> found) {
        return found.stream().anyMatch(one -> one.name().equals(call.name())
                && (one.span() == null || call.span() == null || one.span().overlaps(call.span())));
    }

    private static Span spanOf(ToolCall call, String text) {
        return call.span() == null ? whole(text) : call.span();
    }

    private static Span whole(String text) {
        return new Span(0, text.length());
    }

    /** The beginning of a text on one line. */
    static String cut(String text) {
        String line = PythonText.strip(text).replace('\n', ' ');
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
    }
}
