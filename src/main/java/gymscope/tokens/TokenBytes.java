package gymscope.tokens;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The bytes of a token; they need not form whole characters. Immutable. */
public final class TokenBytes {

    private final byte[] bytes;

    private TokenBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public static TokenBytes of(byte[] bytes) {
        return new TokenBytes(bytes.clone());
    }

    public static TokenBytes of(String text) {
        return new TokenBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads OpenAI's {@code bytes} member, an array of numbers from 0 to 255; null when it is none. */
    public static @Nullable TokenBytes of(@Nullable JsonNode node) {
        if (!(node instanceof ArrayNode array)) {
            return null;
        }
        byte[] bytes = new byte[array.size()];
        for (int i = 0; i < bytes.length; i++) {
            int value = array.get(i).isNumber() ? array.get(i).asInt(-1) : -1;
            if (value < 0 || value > 255) {
                return null;
            }
            bytes[i] = (byte) value;
        }
        return new TokenBytes(bytes);
    }

    public int size() {
        return bytes.length;
    }

    public byte[] toArray() {
        return bytes.clone();
    }

    /** Whether the bytes are whole characters of UTF-8. */
    public boolean isText() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException partial) {
            return false;
        }
    }

    /** The text, with U+FFFD where the bytes are no character. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The bytes in hexadecimal as they are shown, {@code E2 82}. */
    public String hex() {
        StringBuilder hex = new StringBuilder();
        for (byte value : bytes) {
            hex.append(hex.isEmpty() ? "" : " ").append("%02X".formatted(value));
        }
        return hex.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
