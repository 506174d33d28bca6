package gymscope.tokens;

import gymscope.wire.Span;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of tokens and the characters that each has a part in.
 *
 * @param text UTF-8 of all bytes in order, U+FFFD for a byte that is part of no character
 * @param spans by token
 */
record TraceText(String text, List<Span> spans) {

    static TraceText of(List<TraceToken> tokens) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        int[] ends = new int[tokens.size()];
        for (int i = 0; i < ends.length; i++) {
            joined.writeBytes(bytes(tokens.get(i)));
            ends[i] = joined.size();
        }
        byte[] bytes = joined.toByteArray();
        int[] starts = new int[bytes.length + 1];
        String text = decode(bytes, starts);
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            int first = i == 0 ? 0 : ends[i - 1];
            spans.add(new Span(starts[first], first == ends[i] ? starts[first] : endOfCharacter(starts, ends[i] - 1)));
        }
        return new TraceText(text, spans);
    }

    Span tokensOf(Span characters) {
        int first = -1;
        int last = -1;
        for (int i = 0; i < spans.size(); i++) {
            if (spans.get(i).overlaps(characters)) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        return first < 0 ? new Span(0, 0) : new Span(first, last + 1);
    }

    List<Span> runs() {
        List<Span> runs = new ArrayList<>();
        int start = 0;
        int covered = 0;
        for (int i = 1; i <= spans.size(); i++) {
            covered = Math.max(covered, spans.get(i - 1).end());
            if (i == spans.size() || spans.get(i).start() >= covered) {
                runs.add(new Span(start, i));
                start = i;
            }
        }
        return runs;
    }

    private static byte[] bytes(TraceToken token) {
        TokenBytes bytes = token.bytes();
        if (bytes != null) {
            return bytes.toArray();
        }
        return token.isPlaceholder() ? new byte[0] : token.text().getBytes(StandardCharsets.UTF_8);
    }

    /** Decodes and notes for each byte where its character starts; the last entry is the text's length. */
    private static String decode(byte[] bytes, int[] starts) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < bytes.length) {
            int length = characterLength(bytes, at);
            for (int i = 0; i < Math.max(1, length); i++) {
                starts[at + i] = text.length();
            }
            text.append(length == 0 ? "\uFFFD" : new String(bytes, at, length, StandardCharsets.UTF_8));
            at += Math.max(1, length);
        }
        starts[bytes.length] = text.length();
        return text.toString();
    }

    /** Bytes of the character that starts here, 0 when none does. */
    private static int characterLength(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        int length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
        if (length == 0 || at + length > bytes.length) {
            return 0;
        }
        String character = new String(bytes, at, length, StandardCharsets.UTF_8);
        return character.codePointCount(0, character.length()) == 1
                && (character.charAt(0) != '\uFFFD' || isReplacement(bytes, at))
                        ? length
                        : 0;
    }

    private static boolean isReplacement(byte[] bytes, int at) {
        return bytes[at] == (byte) 0xEF && bytes[at + 1] == (byte) 0xBF && bytes[at + 2] == (byte) 0xBD;
    }

    private static int endOfCharacter(int[] starts, int index) {
        int next = index + 1;
        while (next < starts.length - 1 && starts[next] == starts[index]) {
            next++;
        }
        return starts[next];
    }
}
