package gymscope.ui.controls.emoji;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of an OpenType font by their tags; the file is mapped, not read. */
final class FontTables {

    private static final int TAG = 4;

    private final Map<String, ByteBuffer> tables = new HashMap<>();

    private FontTables() {
    }

    /**
     * Opens a font.
     *
     * @throws IOException when it cannot be read or ends too early
     */
    static FontTables open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer font = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            FontTables tables = new FontTables();
            int count = font.getShort(4) & 0xFFFF;
            for (int i = 0; i < count; i++) {
                int entry = 12 + 16 * i;
                byte[] tag = new byte[TAG];
                font.get(entry, tag);
                tables.tables.put(new String(tag, StandardCharsets.US_ASCII),
                        font.slice(font.getInt(entry + 8), font.getInt(entry + 12)));
            }
            return tables;
        } catch (IndexOutOfBoundsException problem) {
            throw new IOException("The font %s is damaged.".formatted(file), problem);
        }
    }

    /** A table, null when the font has none. */
    @Nullable
    ByteBuffer table(String tag) {
        return tables.get(tag);
    }
}
