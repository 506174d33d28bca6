package gymscope.parsing.fit;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.ArgumentCheck;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.ParserRefusal;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one tool parser makes of a text.
 *
 * @param format the parser
 * @param family the models that write in its format
 * @param answer what it finds, null where it raises
 * @param calls how many calls it finds
 * @param knownNames how many of them name a tool of the request; all of them when the request has no tools
 * @param validArguments how many of them have arguments that fit the tool's schema, or are a JSON object where there is none
 * @param lost how many characters of words reach no field
 * @param leavesMarkup whether markers of calls stay in the content
 * @param score what it is ranked by: the higher the better, above 0 where calls are found that make sense
 * @param sentence what it finds, in words, to follow its name
 */
public record ParserFit(AnswerFormat format, String family, @Nullable ParsedAnswer answer, int calls, int knownNames,
        int validArguments, int lost, boolean leavesMarkup, int score, String sentence) {

    private static final int CALL = 4;
    private static final int KNOWN = 4;
    private static final int UNKNOWN = -6;
    private static final int VALID = 4;
    private static final int INVALID = -4;
    private static final int RAISES = -100;
    private static final int NOTHING = -20;
    private static final int MARKUP = -5;
    private static final int MOST_LOST = 6;
    private static final int LOST_A_POINT = 20;

    /** The parser's name. */
    public String name() {
        return format.name();
    }

    /** Whether markup goes into no call and is no content either: the parser takes it for its own and finds nothing in it. */
    public boolean swallows(String text) {
        return answer != null && answer.toolCalls().isEmpty() && answer.reasoning() == null && !text.equals(answer.content());
    }

    static ParserFit of(AnswerFormat format, String text, ParseRequest request) {
        String family = ModelFamilies.of(format.name());
        ParsedAnswer answer;
        try {
            answer = format.parse(text, request);
        } catch (ParserRefusal refusal) {
            return new ParserFit(format, family, null, 0, 0, 0, 0, false, RAISES,
                    "raises %s, which the client sees as an HTTP error".formatted(refusal.type()));
        }
        List<ToolCall> calls = answer.toolCalls();
        int known = 0;
        int valid = 0;
        int points = 0;
        for (ToolCall call : calls) {
            boolean isKnown = request.tools().isEmpty() ? isName(call.name()) : request.hasTool(call.name());
            ArgumentCheck.Result check = request.tools().isEmpty()
                    ? ArgumentCheck.of(call.arguments(), null)
                    : ArgumentCheck.of(call, request.tools());
            known += isKnown ? 1 : 0;
            valid += check.isValid() ? 1 : 0;
            points += CALL + (isKnown ? KNOWN : UNKNOWN) + (check.isValid() ? VALID : INVALID);
        }
        String content = answer.content();
        boolean leavesMarkup = content != null && TextShape.first(content, TextShape.MARKERS) != null;
        int lost = LostText.length(LostText.of(text, answer));
        boolean isNothing = calls.isEmpty() && content == null && !PythonText.isBlank(text);
        points += (leavesMarkup ? MARKUP : 0) + (isNothing ? NOTHING : 0) - Math.min(MOST_LOST, lost / LOST_A_POINT);
        return new ParserFit(format, family, answer, calls.size(), known, valid, isNothing ? text.length() : lost, leavesMarkup,
                points, FitSentence.of(answer, calls.size(), known, valid, lost, leavesMarkup, text, request));
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == ':');
    }
}
