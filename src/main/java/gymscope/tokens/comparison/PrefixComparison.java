package gymscope.tokens.comparison;

import gymscope.tokens.Channel;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.tokens.comparison.Alignment.Block;
import gymscope.tokens.comparison.PrefixCheck.Broken;
import gymscope.tokens.comparison.PrefixCheck.Kept;
import gymscope.wire.Span;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds where a prompt leaves the tokens of the turn before, where it comes back to them, and why. */
final class PrefixComparison {

    /** So many equal tokens count as being back on the same text. */
    private static final int BACK = 4;
    private static final Pattern MARKERS = Pattern.compile("<\\|[^|<>\\s]{1,40}\\|>|</?s>|</?think>|\\s+");
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private final TokenTrace before;
    private final int[] expected;
    private final int[] found;
    private final IntFunction<@Nullable TokenBytes> vocabulary;

    PrefixComparison(TokenTrace before, List<Integer> nextPrompt, IntFunction<@Nullable TokenBytes> vocabulary) {
        this.before = before;
        this.expected = IntStream.concat(ints(before.promptIds()),
                before.tokens().stream().mapToInt(token -> Objects.requireNonNull(token.id()))).toArray();
        this.found = ints(nextPrompt).toArray();
        this.vocabulary = vocabulary;
    }

    PrefixCheck check() {
        int position = Arrays.mismatch(expected, found);
        if (position < 0 || position == expected.length) {
            return new Kept(expected.length, found.length - expected.length);
        }
        Block same = sameText(position);
        Block stripped = same == null ? withoutThinking(position) : null;
        Block change = same != null ? same : stripped != null ? stripped : change(position);
        String gone = text(expected, change.first());
        String came = text(found, change.second());
        PrefixCause cause = same != null
                ? PrefixCause.RETOKENISED
                : stripped != null ? PrefixCause.THINKING_STRIPPED : cause(change, gone, came);
        return new Broken(position, position >= before.promptIds().size(), expected[position],
                position < found.length ? Integer.valueOf(found[position]) : null, cause, change.first(), change.second(), gone,
                came);
    }

    /** The stretches from here to where both have said the same bytes again; null when they say different ones or none are known. */
    private @Nullable Block sameText(int position) {
        ByteArrayOutputStream ours = new ByteArrayOutputStream();
        ByteArrayOutputStream theirs = new ByteArrayOutputStream();
        int one = position;
        int other = position;
        do {
            boolean oursNext = ours.size() <= theirs.size();
            if (oursNext ? one == expected.length : other == found.length) {
                return null;
            }
            TokenBytes bytes = vocabulary.apply(oursNext ? expected[one++] : found[other++]);
            if (bytes == null) {
                return null;
            }
            (oursNext ? ours : theirs).writeBytes(bytes.toArray());
            int shared = Math.min(ours.size(), theirs.size());
            if (!Arrays.equals(ours.toByteArray(), 0, shared, theirs.toByteArray(), 0, shared)) {
                return null;
            }
        } while (ours.size() != theirs.size());
        return new Block(new Span(position, one), new Span(position, other), false);
    }

    /**
     * The thinking that begins or goes on here, when the prompt goes on behind it; null when it does not. Sought first, since
     * the thinking may say what the answer says, so that a plain alignment comes back in its middle.
     */
    private @Nullable Block withoutThinking(int position) {
        int start = position;
        boolean inside = isInsideThinking(position);
        while (!inside && start < expected.length && isForm(expected[start])) {
            inside = tokenText(expected[start++]).contains(OPEN);
        }
        int close = start;
        while (inside && close < expected.length && !tokenText(expected[close]).contains(CLOSE)) {
            close++;
        }
        if (!inside || close >= expected.length - 1) {
            return null;
        }
        int one = firstSaid(expected, close + 1);
        int other = firstSaid(found, position);
        int equal = 0;
        while (one + equal < expected.length && other + equal < found.length && expected[one + equal] == found[other + equal]) {
            equal++;
        }
        boolean back = equal > 0 && (equal >= BACK || one + equal == expected.length);
        return back ? new Block(new Span(position, one), new Span(position, other), false) : null;
    }

    /** The first token from here that is more than white space and markers. */
    private int firstSaid(int[] ids, int from) {
        int at = from;
        while (at < ids.length && isForm(ids[at])) {
            at++;
        }
        return at;
    }

    private boolean isForm(int id) {
        TokenBytes token = vocabulary.apply(id);
        return token != null && withoutForm(token.text()).isEmpty();
    }

    private String tokenText(int id) {
        TokenBytes token = vocabulary.apply(id);
        return token == null ? "" : token.text();
    }

    /** The stretches from here to where both are back on the same tokens for a while. */
    private Block change(int position) {
        int[] ours = Arrays.copyOfRange(expected, position, expected.length);
        int[] theirs = Arrays.copyOfRange(found, Math.min(position, found.length), found.length);
        for (Block block : Alignment.of(ours, theirs).blocks()) {
            boolean back = block.same()
                    && (block.first().end() - block.first().start() >= BACK || block.first().end() == ours.length);
            if (back) {
                return new Block(new Span(position, position + block.first().start()),
                        new Span(position, position + block.second().start()), false);
            }
        }
        return new Block(new Span(position, expected.length), new Span(position, Math.max(position, found.length)), false);
    }

    private PrefixCause cause(Block change, @Nullable String gone, @Nullable String came) {
        boolean nothingCame = change.second().start() == change.second().end();
        boolean inside = isInsideThinking(change.first().start());
        if (isThinking(change.first(), gone, inside)
                && (nothingCame || (gone != null && came != null && saysSame(withoutThinking(gone, inside), came, change)))) {
            return PrefixCause.THINKING_STRIPPED;
        }
        if (gone != null && came != null && saysSame(gone, came, change)) {
            return PrefixCause.RETEMPLATED;
        }
        if (nothingCame) {
            return PrefixCause.TRUNCATED;
        }
        return gone == null || came == null ? PrefixCause.UNDETERMINED : PrefixCause.HISTORY_EDITED;
    }

    /** Where the old turn's tokens end without a way back, what came goes on with the new messages. */
    private boolean saysSame(String gone, String came, Block change) {
        String ours = withoutForm(gone);
        String theirs = withoutForm(came);
        return change.first().end() == expected.length ? theirs.startsWith(ours) : theirs.equals(ours);
    }

    /** By the markers in the text, or by the channels that the generated tokens were given. */
    private boolean isThinking(Span positions, @Nullable String text, boolean inside) {
        if (text != null && (inside || text.contains(CLOSE) || text.contains(OPEN))) {
            return !withoutForm(text).isEmpty();
        }
        int prompt = before.promptIds().size();
        List<TraceToken> generated = before.tokens().subList(Math.max(0, positions.start() - prompt),
                Math.max(0, positions.end() - prompt));
        return generated.stream().anyMatch(token -> token.channel() == Channel.REASONING)
                && generated.stream()
                        .allMatch(token -> token.channel() == Channel.REASONING || token.channel() == Channel.TEMPLATE);
    }

    /** Whether the last tag before this position opens the thinking. */
    private boolean isInsideThinking(int position) {
        for (int i = position - 1; i >= 0; i--) {
            String text = tokenText(expected[i]);
            if (text.contains(OPEN) || text.contains(CLOSE)) {
                return text.lastIndexOf(OPEN) > text.lastIndexOf(CLOSE);
            }
        }
        return false;
    }

    /** The opening tag may stand before the stretch, and the closing one may be missing in an answer that was cut off. */
    private static String withoutThinking(String text, boolean inside) {
        int open = inside ? 0 : text.indexOf(OPEN);
        int close = text.indexOf(CLOSE, Math.max(0, open));
        String head = open < 0 ? "" : text.substring(0, open);
        return close < 0 ? head : head + text.substring(close + CLOSE.length());
    }

    /** What is said, without white space and markers, in which a template may differ. */
    private static String withoutForm(String text) {
        return MARKERS.matcher(text).replaceAll("");
    }

    private @Nullable String text(int[] ids, Span positions) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = positions.start(); i < positions.end(); i++) {
            TokenBytes token = vocabulary.apply(ids[i]);
            if (token == null) {
                return null;
            }
            bytes.writeBytes(token.toArray());
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static IntStream ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue);
    }
}
