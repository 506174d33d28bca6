package gymscope.ui.controls.tokens;

import gymscope.tokens.TokenBytes;
import gymscope.tokens.TraceToken;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** How a token's text is written: control characters as signs, bytes that are no character as hex. */
public final class TokenText {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private TokenText() {
    }

    /** The hex of a token that is only a part of a character, or its number when no text is known; null for any other. */
    static @Nullable String boxed(TraceToken token) {
        if (token.isPlaceholder()) {
            return "#" + token.id();
        }
        TokenBytes bytes = token.bytes();
        return bytes == null || bytes.isText() ? null : HEX.formatHex(bytes.toArray());
    }

    /** Whether a token may be only a part of a character: its bytes say more than its text does. */
    static boolean mayBePart(TraceToken token) {
        TokenBytes bytes = token.bytes();
        return bytes == null || bytes.size() < token.text().length() || token.text().indexOf('\uFFFD') >= 0;
    }

    /** The text on one line for use in other text: {@code ␣48}, {@code ↵}, {@code →}; hex for a part of a character. */
    public static String inWords(TraceToken token) {
        String hex = boxed(token);
        return hex != null ? hex : inWords(token.text());
    }

    /** The text on one line for use in other text. */
    public static String inWords(String text) {
        String start = text.startsWith(" ") ? "␣" + text.substring(1) : text;
        String end = start.endsWith(" ") ? start.substring(0, start.length() - 1) + "␣" : start;
        return signs(end).replace("\n", "↵");
    }

    /** The bytes as hex, {@code 0x38} or {@code E2 82}; empty when they are not known. */
    static String bytes(TraceToken token) {
        TokenBytes bytes = token.bytes();
        if (bytes == null) {
            return "";
        }
        byte[] array = bytes.toArray();
        return array.length == 1 ? "0x" + HEX.formatHex(array) : HEX.formatHex(array);
    }

    /** Tabs and other control characters but the newline as signs (Unicode's control pictures). */
    static String signs(String text) {
        StringBuilder signs = null;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            char sign = character == '\t'
                    ? '→'
                    : character < ' ' && character != '\n'
                            ? (char) ('\u2400' + character)
                            : character == 0x7F ? '\u2421' : character;
            if (sign != character && signs == null) {
                signs = new StringBuilder(text);
            }
            if (signs != null) {
                signs.setCharAt(i, sign);
            }
        }
        return signs == null ? text : signs.toString();
    }
}
