package gymscope.ui;

import gymscope.tokens.Alternative;
import gymscope.tokens.Channel;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Made-up traces for pictures: text cut at words, probabilities from a seed, a tool call with its channels. */
final class SampleTrace {

    private static final String ANSWER = "Yes, you can. Order A-2291 was delivered 9 days ago, so it is inside the 30-day return window.\n\n"
            + "You get 48.60 € back: the restocking fee is waived for damaged items. I have not issued it yet";
    private static final String REASONING = "The order was delivered nine days ago, so the 30-day window is still open. "
            + "Refund is the item price, and the restocking fee does not apply to damage.\n";

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<TraceToken> tokens = new ArrayList<>();

    private SampleTrace() {
    }

    /** A reasoning and an answer of about a hundred tokens. */
    static TokenTrace answer() {
        SampleTrace sample = new SampleTrace();
        sample.add("<think>\n", Channel.TEMPLATE);
        sample.words(REASONING, Channel.REASONING);
        sample.add("</think>\n\n", Channel.TEMPLATE);
        sample.words(ANSWER, Channel.CONTENT);
        return new TokenTrace(sample.tokens);
    }

    /** A tool call after a thought, all channels. */
    static TokenTrace toolCall() {
        SampleTrace sample = new SampleTrace();
        sample.add("<think>", Channel.TEMPLATE);
        sample.words("I need the order.", Channel.REASONING);
        sample.add("</think>", Channel.TEMPLATE);
        sample.words(" Looking it up. ", Channel.CONTENT);
        sample.add("<tool_call>", Channel.TEMPLATE);
        sample.add("{\"name\": \"", Channel.TEMPLATE);
        sample.add("get", Channel.TOOL_NAME);
        sample.add("_order", Channel.TOOL_NAME);
        sample.add("\", \"arguments\": ", Channel.TEMPLATE);
        sample.words("{\"order_id\": \"A-2291\"}", Channel.TOOL_ARGUMENT);
        sample.add("}", Channel.TEMPLATE);
        sample.add("</tool_call>", Channel.TEMPLATE);
        return new TokenTrace(sample.tokens);
    }

    /** Texts that are hard to draw: parts of characters, tabs, control characters, scripts without a font, a long line. */
    static TokenTrace hard() {
        SampleTrace sample = new SampleTrace();
        sample.words("Café costs 3 €, naïve Ελληνικά Привет. ", Channel.CONTENT);
        sample.bytes("\uFFFD", new byte[]{(byte) 0xE2, (byte) 0x82});
        sample.bytes("\uFFFD", new byte[]{(byte) 0xAC});
        sample.add("\t", Channel.CONTENT);
        sample.add("\u0007", Channel.CONTENT);
        sample.add("漢字", Channel.CONTENT);
        sample.add("🙂", Channel.CONTENT);
        sample.add("\n", Channel.CONTENT);
        sample.add("=".repeat(120), Channel.CONTENT);
        sample.add("\n", Channel.CONTENT);
        sample.add("token_id:151645", Channel.TEMPLATE);
        return new TokenTrace(sample.tokens);
    }

    /** Many tokens for scrolling. */
    static TokenTrace many(int count) {
        SampleTrace sample = new SampleTrace();
        while (sample.tokens.size() < count) {
            sample.words(ANSWER + ".\n", sample.tokens.size() % 3 == 0 ? Channel.REASONING : Channel.CONTENT);
        }
        return new TokenTrace(sample.tokens.subList(0, count));
    }

    private void words(String text, Channel channel) {
        int start = 0;
        for (int i = 1; i <= text.length(); i++) {
            boolean ends = i == text.length() || !Character.isLetter(text.charAt(i)) || !Character.isLetter(text.charAt(i - 1));
            boolean spaceBeforeWord = i < text.length() && i - start == 1 && text.charAt(start) == ' '
                    && Character.isLetter(text.charAt(i));
            if (ends && !spaceBeforeWord) {
                add(text.substring(start, i), channel);
                start = i;
            }
        }
    }

    private void add(String text, Channel channel) {
        add(text, TokenBytes.of(text), channel);
    }

    private void bytes(String text, byte[] bytes) {
        add(text, TokenBytes.of(bytes), Channel.CONTENT);
    }

    private void add(String text, TokenBytes bytes, Channel channel) {
        double p = random.nextInt(10) < 6 ? 0.9 + 0.0999 * random.nextDouble() : Math.pow(random.nextDouble(), 1.4);
        List<Alternative> alternatives = new ArrayList<>();
        int id = Math.floorMod(text.hashCode(), 32_000);
        alternatives.add(new Alternative(id, text, bytes, Math.log(p)));
        double left = 1 - p;
        for (int i = 0; i < 4; i++) {
            left *= 0.6;
            String other = String.format(Locale.ROOT, "%s%d", text.startsWith(" ") ? " x" : "x", i);
            alternatives.add(new Alternative(i, other, TokenBytes.of(other), Math.log(left * 0.66)));
        }
        alternatives.sort((a, b) -> Double.compare(b.logprob(), a.logprob()));
        tokens.add(new TraceToken(tokens.size(), id, text, bytes, Math.log(p), alternatives, channel,
                Duration.ofMillis(180 + tokens.size() * 14L)));
    }
}
