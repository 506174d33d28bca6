package gymscope.verification.checks;

import gymscope.verification.Check;
import gymscope.verification.Finding;
import gymscope.verification.Probe;
import gymscope.verification.Theme;
import gymscope.verification.Words;
import gymscope.wire.Exchange;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether the pieces of a greedy stream add up to the answer that comes without a stream. */
final class StreamEqualsWhole implements Check {

    @Override
    public String id() {
        return "stream_equals_whole";
    }

    @Override
    public String title() {
        return "Stream equals whole answer";
    }

    @Override
    public Theme theme() {
        return Theme.STREAMING;
    }

    @Override
    public String shortfall() {
        return "a stream gives another answer than a whole request";
    }

    @Override
    public Finding examine(Probe probe) {
        Exchange whole = probe.greeting();
        Exchange stream = StreamingWellFormed.stream(probe);
        JsonNode one = Answers.choice(whole);
        JsonNode other = stream.streamed() ? Answers.choice(stream) : null;
        if (one == null || other == null) {
            return Finding.notApplicable(one == null ? "a chat is not answered at all" : "there is no stream to compare");
        }
        String difference = difference(one, other);
        if (difference == null) {
            return Finding.pass("%s, same text and finish reason".formatted(
                    Words.count(Answers.content(one).length() + Answers.reasoning(one).length(), "character")));
        }
        Exchange again = probe.postAgain("/chat/completions", Objects.requireNonNull(whole.request()));
        JsonNode second = Answers.choice(again);
        String unsteady = second == null ? null : difference(one, second);
        if (unsteady != null) {
            return Finding.warn("two whole greedy answers differ too: " + unsteady,
                    "Greedy answers depend on what else is running, so recomputed log probabilities differ a little as well.",
                    "VLLM_BATCH_INVARIANT=1 vllm serve …");
        }
        return Finding.fail(difference, "The parser for streams loses or changes text, which whole answers keep.",
                "A newer server, or requests without stream");
    }

    private static @Nullable String difference(JsonNode one, JsonNode other) {
        String content = difference("content", Answers.content(one), Answers.content(other));
        String reasoning = difference("reasoning", Answers.reasoning(one), Answers.reasoning(other));
        if (content != null || reasoning != null) {
            return content != null ? content : reasoning;
        }
        String first = Answers.finishReason(one);
        String second = Answers.finishReason(other);
        return Objects.equals(first, second) ? null : "finish reason %s whole, %s streamed".formatted(first, second);
    }

    private static @Nullable String difference(String name, String one, String other) {
        if (one.equals(other)) {
            return null;
        }
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return "%s differs from character %d on: %s, then %s".formatted(name, at + 1, Words.quote(one.substring(at)),
                Words.quote(other.substring(at)));
    }
}
