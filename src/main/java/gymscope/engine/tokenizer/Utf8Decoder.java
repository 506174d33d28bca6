package gymscope.engine.tokenizer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as they come into text: a character is given out when its last byte has come, never in parts. Bytes that are no
 * UTF-8 become U+FFFD. For one thread.
 */
public final class Utf8Decoder {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] waiting = new byte[0];

    /** The characters that are complete with these bytes; empty when none is. */
    public String push(byte[] bytes) {
        return decode(bytes, false);
    }

    /** What is left at the end: empty, or U+FFFD for a character that was never completed. */
    public String finish() {
        return decode(new byte[0], true);
    }

    private String decode(byte[] bytes, boolean end) {
        ByteBuffer input = ByteBuffer.allocate(waiting.length + bytes.length).put(waiting).put(bytes).flip();
        CharBuffer output = CharBuffer.allocate(input.remaining() + 1);
        decoder.decode(input, output, end);
        if (end) {
            decoder.flush(output);
            decoder.reset();
        }
        waiting = new byte[input.remaining()];
        input.get(waiting);
        return output.flip().toString();
    }
}
