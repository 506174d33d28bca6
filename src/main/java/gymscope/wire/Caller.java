package gymscope.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call, as its {@code User-Agent} says. Gymscope's own calls name the part of it that asked
 * ({@code Gymscope/Chat}), and a repeated call the exchange that it repeats.
 *
 * @param name short words, for instance {@code Chat} or {@code curl}; empty when nothing is said
 * @param replayOf the number of the exchange in the history that this call repeats, null for a first call
 */
public record Caller(String name, @Nullable Long replayOf) {

    /** The header that carries it. */
    public static final String HEADER = "User-Agent";

    private static final String OURS = "Gymscope/";
    private static final Pattern ROLLOUT = Pattern.compile("/ng-rollout/([^/]+)/");
    private static final Pattern REPLAY = Pattern.compile("\\(replay of ([0-9]{1,18})\\)$");
    private static final Pattern VERSION = Pattern.compile("[/ ]v?[0-9][\\w.+-]*");
    private static final int LONGEST = 60;

    /** A part of Gymscope. */
    public static Caller part(String name) {
        return new Caller(name, null);
    }

    /** Reads a {@code User-Agent}: versions and comments of foreign programs are left out. */
    public static Caller of(@Nullable String userAgent) {
        String text = userAgent == null ? "" : userAgent.strip();
        Matcher replay = REPLAY.matcher(text);
        Long first = replay.find() ? Long.valueOf(replay.group(1)) : null;
        int comment = text.indexOf('(');
        String product = (comment < 0 ? text : text.substring(0, comment)).strip();
        if (product.startsWith(OURS)) {
            return new Caller(cut(product.substring(OURS.length())), first);
        }
        return new Caller(cut(VERSION.matcher(product).replaceAll("").strip()), null);
    }

    /** Whose call it is, in short words: the rollout that its path names, else whoever its {@code User-Agent} names. */
    public static String nameOf(String url, @Nullable String userAgent) {
        Matcher matcher = ROLLOUT.matcher(url);
        return matcher.find()
                ? URLDecoder.decode(matcher.group(1).replace("+", "%2B"), StandardCharsets.UTF_8)
                : of(userAgent).name();
    }

    /** The header's value. */
    public String userAgent() {
        return OURS + name + (replayOf == null ? "" : " (replay of %d)".formatted(replayOf));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
