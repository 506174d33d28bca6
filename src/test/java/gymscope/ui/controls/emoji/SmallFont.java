package gymscope.ui.controls.emoji;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** A colour font with a woman, a computer and the joiner, and one picture for the three: a technologist. */
final class SmallFont {

    static final String WOMAN = "\uD83D\uDC69";
    static final String COMPUTER = "\uD83D\uDCBB";
    static final String TECHNOLOGIST = WOMAN + "\u200D" + COMPUTER;
    static final int SIZE = 10;
    static final int RED = 0xFFFF0000;
    static final int BLUE = 0xFF0000FF;
    private static final int JOINER = 1;
    private static final int GLYPH_WOMAN = 2;
    private static final int GLYPH_COMPUTER = 3;
    private static final int GLYPH_TECHNOLOGIST = 4;

    private SmallFont() {
    }

    /** Writes it; each picture is 10 × 10 in one colour, 8 above the baseline, with an advance of 12. */
    static Path write(Path file) throws IOException {
        Map<String, byte[]> tables = new TreeMap<>();
        tables.put("cmap",
                shorts(0, 1, 3, 10, 0, 12, 12, 0, 0, 16 + 3 * 12, 0, 0, 0, 3, 0, 0x200D, 0, 0x200D, 0, JOINER, 1, 0xF469,
                        1, 0xF469, 0, GLYPH_WOMAN, 1, 0xF4BB, 1, 0xF4BB, 0, GLYPH_COMPUTER));
        // Header, one lookup of type 4 with one subtable: coverage of the woman, a set of one ligature.
        tables.put("GSUB",
                shorts(1, 0, 0, 0, 10, 1, 4, 4, 0, 1, 8, 1, 20, 1, 8, 1, 4, GLYPH_TECHNOLOGIST, 3, JOINER, GLYPH_COMPUTER,
                        1, 1, GLYPH_WOMAN));
        byte[][] pictures = {picture(RED), picture(0xFF00FF00), picture(BLUE)};
        ByteBuffer data = ByteBuffer.allocate(4 + 3 * 9 + Arrays.stream(pictures).mapToInt(png -> png.length).sum());
        ByteBuffer places = ByteBuffer.allocate(8 + 48 + 8 + 8 + 4 * 4);
        places.putInt(0x30000).putInt(1).putInt(56).putInt(32).putInt(1).put(52, (byte) SIZE);
        places.position(56).putShort((short) GLYPH_WOMAN).putShort((short) GLYPH_TECHNOLOGIST).putInt(8);
        places.putShort((short) 1).putShort((short) 17).putInt(4);
        data.putInt(0x30000);
        for (byte[] png : pictures) {
            places.putInt(data.position() - 4);
            data.put((byte) 10).put((byte) 10).put((byte) 1).put((byte) 8).put((byte) 12).putInt(png.length).put(png);
        }
        places.putInt(data.position() - 4);
        tables.put("CBLC", places.array());
        tables.put("CBDT", data.array());
        return Files.write(file, font(tables));
    }

    private static byte[] font(Map<String, byte[]> tables) {
        int at = 12 + 16 * tables.size();
        ByteBuffer font = ByteBuffer.allocate(at + tables.values().stream().mapToInt(table -> table.length).sum());
        font.putInt(0x10000).putShort((short) tables.size()).position(12);
        for (Map.Entry<String, byte[]> table : tables.entrySet()) {
            font.put(table.getKey().getBytes(StandardCharsets.US_ASCII)).putInt(0).putInt(at).putInt(table.getValue().length);
            font.put(at, table.getValue());
            at += table.getValue().length;
        }
        return font.array();
    }

    private static byte[] picture(int colour) throws IOException {
        BufferedImage image = new BufferedImage(10, 10, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 100; i++) {
            image.setRGB(i % 10, i / 10, colour);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static byte[] shorts(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }
}
