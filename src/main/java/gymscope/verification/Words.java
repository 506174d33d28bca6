package gymscope.verification;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How checks say things: numbers with their thousands, minus as U+2212, short quotations. */
public final class Words {

    private static final int QUOTED = 60;
    private static final Pattern ZERO = Pattern.compile("-[0.]+");

    private Words() {
    }

    /** A count with its noun: {@code 1 token}, {@code 1,024 tokens}. */
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** A number with this many decimals and a true minus sign, which a number that rounds to zero does not have. */
    public static String decimal(double number, int decimals) {
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", number);
        return ZERO.matcher(text).matches() ? text.substring(1) : text.replace('-', '\u2212');
    }

    /** Milliseconds below a second, else seconds: {@code 4 ms}, {@code 2.4 s}. */
    public static String duration(Duration duration) {
        return duration.toMillis() < 1000
                ? Math.max(1, duration.toMillis()) + " ms"
                : decimal(duration.toMillis() / 1000.0, 1) + " s";
    }

    /** A text in quotation marks, on one line, cut to about sixty characters. */
    public static String quote(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return "“" + (line.length() > QUOTED ? line.substring(0, QUOTED - 1) + "…" : line) + "”";
    }

    /** The first few of a list, and how many more there are. */
    public static String list(List<String> items, int shown) {
        String first = String.join(", ", items.subList(0, Math.min(shown, items.size())));
        return items.size() <= shown ? first : first + String.format(Locale.ROOT, " and %,d more", items.size() - shown);
    }

    /** A sentence as part of another: without its full stop and without a capital that only begins it. */
    public static String clause(String sentence) {
        String text = sentence.strip();
        text = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        boolean word = text.length() > 1 && Character.isUpperCase(text.charAt(0)) && Character.isLowerCase(text.charAt(1));
        return word ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
    }
}
