package gymscope.engine.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * GPT-2's way to write any byte as a printable character: printable Latin-1 stands for itself, the other bytes are
 * U+0100 onwards in order. Vocabularies of byte-level tokenizers are written so.
 */
final class ByteAlphabet {

    private static final char[] CHARACTERS = new char[256];
    private static final int[] BYTES = new int[0x180];

    static {
        Arrays.fill(BYTES, -1);
        int next = 0x100;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
            CHARACTERS[b] = (char) (printable ? b : next++);
            BYTES[CHARACTERS[b]] = b;
        }
    }

    private ByteAlphabet() {
    }

    /** The character that stands for a byte. */
    static char character(byte value) {
        return CHARACTERS[value & 0xFF];
    }

    /** The text's UTF-8 bytes as characters. */
    static String write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder written = new StringBuilder(bytes.length);
        for (byte value : bytes) {
            written.append(character(value));
        }
        return written.toString();
    }

    /** The bytes that the characters stand for; a character outside the alphabet stands for its own UTF-8. */
    static byte[] read(String written) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(written.length());
        written.codePoints().forEach(character -> {
            if (character < BYTES.length && BYTES[character] >= 0) {
                bytes.write(BYTES[character]);
            } else {
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }
}
