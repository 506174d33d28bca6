package gymscope.tokens.reading.entry;

import gymscope.tokens.TokenBytes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Texts of tokens that a server shows in the tokenizer's own writing: GPT-2's byte alphabet ({@code Ġthat}, {@code ĊĊ}; each
 * byte has a printable character) or SentencePiece's ({@code ▁that}, {@code <0x0A>}).
 */
final class ByteLevel {

    /** The alphabet's characters for bytes that are not printable: U+0100 to U+0143. */
    private static final char FIRST = '\u0100';
    private static final char LAST = '\u0143';
    private static final Pattern BYTE = Pattern.compile("<0x([0-9A-Fa-f]{2})>");
    private static final Map<Integer, Integer> BYTES = alphabet();

    private ByteLevel() {
    }

    /** Whether a text has a character that stands for a byte or a space in such a writing. */
    static boolean looksUndecoded(String text) {
        return text.chars().anyMatch(ByteLevel::isMark) || BYTE.matcher(text).matches();
    }

    /** Whether a character of such a text stands in another text as it is: then it is no writing, but what was said. */
    static boolean isSaid(String token, String text) {
        return token.chars().filter(ByteLevel::isMark).anyMatch(mark -> text.indexOf(mark) >= 0)
                || (BYTE.matcher(token).matches() && text.contains(token));
    }

    /** The bytes that a text stands for, null when it has a character that the writings lack. */
    static @Nullable TokenBytes decode(String text) {
        Matcher single = BYTE.matcher(text);
        if (single.matches()) {
            return TokenBytes.of(new byte[]{(byte) Integer.parseInt(single.group(1), 16)});
        }
        if (text.indexOf('\u2581') >= 0) {
            return TokenBytes.of(text.replace('\u2581', ' ').getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            Integer value = BYTES.get((int) text.charAt(i));
            if (value == null) {
                return null;
            }
            bytes[i] = value.byteValue();
        }
        return TokenBytes.of(bytes);
    }

    private static boolean isMark(int character) {
        return (character >= FIRST && character <= LAST) || character == '\u2581';
    }

    /** Printable bytes stand for themselves, the others follow in order from U+0100 (GPT-2's {@code bytes_to_unicode}). */
    private static Map<Integer, Integer> alphabet() {
        int[] hidden = IntStream.range(0, 256).filter(value -> !isPrintable(value)).toArray();
        Map<Integer, Integer> alphabet = IntStream.range(0, 256).filter(ByteLevel::isPrintable).boxed()
                .collect(Collectors.toMap(value -> value, value -> value));
        for (int i = 0; i < hidden.length; i++) {
            alphabet.put(FIRST + i, hidden[i]);
        }
        return alphabet;
    }

    private static boolean isPrintable(int value) {
        return (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xAC) || value >= 0xAE;
    }
}
