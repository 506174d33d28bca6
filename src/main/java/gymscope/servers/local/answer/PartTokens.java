package gymscope.servers.local.answer;

import gymscope.engine.generation.GeneratedToken;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;

/** The tokens of one part of an answer: those whose text touches a stretch of that part. */
public final class PartTokens {

    private PartTokens() {
    }

    /** The tokens of a part. */
    public static List<GeneratedToken> of(AnswerStream answer, ParsedAnswer parsed, Part part) {
        List<Span> spans = parsed.segments().stream().filter(segment -> segment.part() == part).map(segment -> segment.span())
                .toList();
        List<GeneratedToken> tokens = new ArrayList<>();
        for (int i = 0; i < answer.tokens().size(); i++) {
            Span text = answer.span(i);
            if (spans.stream().anyMatch(text::overlaps)) {
                tokens.add(answer.tokens().get(i));
            }
        }
        return tokens;
    }
}
