package gymscope.ui.tokens;

import gymscope.tokens.Alternative;
import gymscope.tokens.Channel;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import java.text.BreakIterator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Made-up traces of texts that are hard to show, with probabilities from a seed. */
final class TokenSamples {

    private static final String CODE = """
            def running_mean(values: list[float], window: int) -> list[float]:
            \tif window < 1:
            \t\traise ValueError(f"window is {window}, which is less than 1")
                total = 0.0
                return [sum(values[i:i + window]) / window for i in range(len(values))]
            """;
    private static final String TALK = """
            退款金额是 48.60 欧元：因为商品损坏，所以免收重新上架费。日本語も한국어도。
            استلمت الطلب قبل تسعة أيام، ويمكنك إعادته (رقم 2291) اليوم.
            שלום עולם, זה בדיקה.
            Emoji 🙂 👩‍💻 👍🏽 🇪🇺 1️⃣ and marks: é e\u0301 ñ, नमस्ते, ไทย.
            """;
    /** Cut as tokenisers cut, also inside of words and of emoji. */
    private static final String LANGUAGES = """
            Arabic|:| ا|ست|ل|مت| الط|لب| ق|بل| تس|عة| أ|يام|،| ويم|كن|ك| إ|عاد|ت|ه| (|ر|قم| |2|2|9|1|)| اليوم|.|
            |مُ|حَ|مَّ|د| يك|تب| JSON| و| Python| في| |3|.|14| دق|يقة|!|
            |می\u200Cخو|اه|م| کتاب\u200Cها|\u200C|ی| خانه|
            |Hebrew|:| ש|לו|ם| ע|ולם|,| זה| בד|יק|ה| (|4|8|.|60| €|)|.|
            |הזמ|נה| |#|A|-|22|91| נמס|רה| לפנ|י| |9| ימים|,| ול|כן| |48|.|60| €| יוח|זרו|.|
            |日本|語|：|返|金|額|は|４|８．６０|ユ|ーロ|です|。|カ|タ|カナ|ﾊﾝｶｸ| |한|국|어|도| 지|원|합니다|.|
            |中文|：|退款|金额|“|48|.|60|”|欧元|，|𠮷|野|家|。|
            |Emoji|:| |🙂|👍|🏽| |👩|\u200D|💻| |👩\u200D👩\u200D👧| |🇪|🇺|🇩🇪| |1|\uFE0F|\u20E3|2\uFE0F\u20E3| |❤|\uFE0F|❤\uFE0F| ☑| 🫠|
            |Marks|:| é| e|\u0301| e\u0301| n\u0303| Z͑ͫ̓a͌lgo| न|म|स्|ते| नमस्ते| ไท|ย| ก็| Việt| Å| ﬁ|
            """;
    private static final String HIDDEN = "Hidden: a\u200Bb\u202Ec\u00A0d\u0007\u001B[0m\u0085 end.\r\n";
    private static final String CALL = """
            <tool_call>
            {"name": "%s", "arguments": %s}
            </tool_call>
            """;
    private static final List<String> CALLS = List.of(
            CALL, "[TOOL_CALLS]%s[ARGS]%s",
            "<|python_tag|>%s%s<|eom_id|>", "<|channel|>commentary to=functions.%s<|message|>%s<|call|>",
            "<function=%s>\n<parameter=order>%s</parameter>\n</function>\n");

    private final SplittableRandom random;
    private final List<TraceToken> tokens = new ArrayList<>();

    private TokenSamples(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Code, scripts of several directions, emoji, hidden characters, parts of characters, values that are missing. */
    static TokenTrace scripts() {
        TokenSamples sample = new TokenSamples(5);
        sample.words(CODE, Channel.CONTENT);
        sample.words(TALK, Channel.CONTENT);
        sample.words(HIDDEN, Channel.CONTENT);
        sample.add("\uFFFD", TokenBytes.of(new byte[]{(byte) 0xF0, (byte) 0x9F}), Channel.CONTENT, -0.2);
        sample.add("\uFFFD", TokenBytes.of(new byte[]{(byte) 0x98, (byte) 0x80}), Channel.CONTENT, -0.1);
        sample.add(" floored", TokenBytes.of(" floored"), Channel.CONTENT, TraceToken.FLOOR);
        sample.add(" untold", TokenBytes.of(" untold"), Channel.CONTENT, null);
        sample.tokens.add(TraceToken.ofId(sample.tokens.size(), 151645, -0.01, Channel.TEMPLATE));
        return new TokenTrace(sample.tokens, List.of(151644, 8948, 198, 2610, 525, 264, 10950, 17847, 13, 151645));
    }

    /** Many languages, cut inside of words, numbers and emoji. */
    static TokenTrace languages() {
        TokenSamples sample = new TokenSamples(6);
        for (String piece : LANGUAGES.replace("|\n|", "\n|").split("[|]", -1)) {
            sample.add(piece, TokenBytes.of(piece), Channel.CONTENT, sample.logprob());
        }
        sample.words(HIDDEN, Channel.CONTENT);
        return new TokenTrace(sample.tokens);
    }

    /** A reasoning of about so many tokens and then calls in five formats. */
    static TokenTrace calls(int reasoning) {
        TokenSamples sample = new TokenSamples(9);
        sample.words("<think>\n", Channel.TEMPLATE);
        while (sample.tokens.size() < reasoning) {
            sample.words("The order was delivered nine days ago, so the 30-day window is still open. Wait: is the fee waived, "
                    + "or only reduced? The policy says it does not apply to damage.\n\n", Channel.REASONING);
        }
        sample.words("</think>\n", Channel.TEMPLATE);
        sample.words("Looking it up.\n", Channel.CONTENT);
        for (String form : CALLS) {
            String[] parts = form.split("%s", -1);
            sample.words(parts[0], Channel.TEMPLATE);
            sample.words("get_order", Channel.TOOL_NAME);
            sample.words(parts[1], Channel.TEMPLATE);
            sample.words("{\"order_id\": \"A-2291\", \"fields\": [\"status\"]}", Channel.TOOL_ARGUMENT);
            sample.words(parts[2], Channel.TEMPLATE);
        }
        return new TokenTrace(sample.tokens);
    }

    /** Two answers that part, the second by another build. */
    static List<TokenTrace> pair() {
        String shared = "We need the total of the two invoices before VAT. 412 plus 412 is 824. VAT at 19 % of 824 is 156.56.";
        TokenSamples a = new TokenSamples(3);
        a.words(shared, Channel.REASONING);
        int fork = a.tokens.size();
        TokenSamples b = new TokenSamples(4);
        for (TraceToken token : a.tokens) {
            Double logprob = token.logprob();
            double moved = Math.min(-1e-4, (logprob == null ? 0 : logprob) + (b.random.nextDouble() - 0.5) * 0.24
                    + (token.position() % 17 == 8 ? -0.31 : token.position() % 19 == 11 ? 0.27 : 0));
            b.add(token.text(), token.bytes(), token.channel(), moved);
        }
        a.words(" Total 980.56 €. One invoice is a duplicate, so half goes back: 490.28 €.", Channel.REASONING);
        b.words(" So the sum is 980.56. Both carry the same amount, so I refund one: 490.28 €.", Channel.REASONING);
        a.fork(fork, " Total", 0.412, " So", 0.393);
        b.fork(fork, " So", 0.409, " Total", 0.386);
        return List.of(new TokenTrace(a.tokens), new TokenTrace(b.tokens));
    }

    private void fork(int position, String own, double p, String other, double q) {
        List<Alternative> alternatives = List.of(new Alternative(null, own, null, Math.log(p)),
                new Alternative(null, other, null, Math.log(q)), new Alternative(null, " The", null, Math.log(0.121)));
        tokens.set(position, new TraceToken(position, null, own, TokenBytes.of(own), Math.log(p), alternatives, Channel.REASONING,
                null));
    }

    private void words(String text, Channel channel) {
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(text);
        int start = breaks.first();
        boolean space = false;
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            String piece = (space ? " " : "") + text.substring(start, end);
            space = piece.endsWith(" ") && end < text.length();
            piece = space ? piece.substring(0, piece.length() - 1) : piece;
            int at = 0;
            while (at < piece.length()) {
                int to = Math.min(piece.length(), piece.codePointAt(0) < 0x250 ? at + 7 : piece.length());
                add(piece.substring(at, to), TokenBytes.of(piece.substring(at, to)), channel, logprob());
                at = to;
            }
        }
    }

    private double logprob() {
        return Math.log(random.nextInt(10) < 6 ? 0.9 + 0.0999 * random.nextDouble() : Math.pow(random.nextDouble(), 1.4) + 1e-4);
    }

    private void add(String text, @Nullable TokenBytes bytes, Channel channel, @Nullable Double logprob) {
        List<Alternative> alternatives = new ArrayList<>();
        if (logprob != null && logprob > TraceToken.FLOOR) {
            int id = Math.floorMod(text.hashCode(), 32_000);
            alternatives.add(new Alternative(id, text, bytes, logprob));
            double left = 1 - Math.exp(logprob);
            for (int i = 0; i < 4; i++) {
                left *= 0.5;
                String other = (text.startsWith(" ") ? " x" : "x") + i;
                alternatives.add(new Alternative(32_000 + i, other, TokenBytes.of(other), Math.log(left * 0.7 + 1e-9)));
            }
        }
        tokens.add(
                new TraceToken(tokens.size(), alternatives.isEmpty() ? null : alternatives.getFirst().id(), text, bytes, logprob,
                        alternatives, channel, Duration.ofMillis(180 + tokens.size() * 14L)));
    }
}
