package gymscope.ui.controls.emoji;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which glyphs of a font become one: the ligatures of its table GSUB (lookups of type 4). */
final class Ligatures {

    private static final int LIGATURE = 4;
    private static final int EXTENSION = 7;

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Ligature(int[] rest, int glyph) {}

    private final Map<Integer, List<Ligature>> byFirst = new HashMap<>();

    /** Reads the table. */
    Ligatures(ByteBuffer table) {
        int lookups = u16(table, 8);
        for (int i = 0; i < u16(table, lookups); i++) {
            int lookup = lookups + u16(table, lookups + 2 + 2 * i);
            int type = u16(table, lookup);
            for (int j = 0; j < u16(table, lookup + 4); j++) {
                int subtable = lookup + u16(table, lookup + 6 + 2 * j);
                if (type == EXTENSION && u16(table, subtable + 2) == LIGATURE) {
                    read(table, subtable + table.getInt(subtable + 4));
                } else if (type == LIGATURE) {
                    read(table, subtable);
                }
            }
        }
    }

    private void read(ByteBuffer table, int subtable) {
        List<Integer> first = coverage(table, subtable + u16(table, subtable + 2));
        for (int i = 0; i < u16(table, subtable + 4); i++) {
            int set = subtable + u16(table, subtable + 6 + 2 * i);
            for (int j = 0; j < u16(table, set); j++) {
                int ligature = set + u16(table, set + 2 + 2 * j);
                int[] rest = new int[u16(table, ligature + 2) - 1];
                Arrays.setAll(rest, k -> u16(table, ligature + 4 + 2 * k));
                byFirst.computeIfAbsent(first.get(i), glyph -> new ArrayList<>()).add(new Ligature(rest, u16(table, ligature)));
            }
        }
    }

    private static List<Integer> coverage(ByteBuffer table, int at) {
        List<Integer> glyphs = new ArrayList<>();
        boolean ranges = u16(table, at) == 2;
        for (int i = 0; i < u16(table, at + 2); i++) {
            if (ranges) {
                int range = at + 4 + 6 * i;
                for (int glyph = u16(table, range); glyph <= u16(table, range + 2); glyph++) {
                    glyphs.add(glyph);
                }
            } else {
                glyphs.add(u16(table, at + 4 + 2 * i));
            }
        }
        return glyphs;
    }

    /** The one glyph that some become, −1 when they stay several. */
    int of(int... glyphs) {
        if (glyphs.length == 1) {
            return glyphs[0];
        }
        for (Ligature ligature : byFirst.getOrDefault(glyphs[0], List.of())) {
            if (Arrays.equals(ligature.rest, 0, ligature.rest.length, glyphs, 1, glyphs.length)) {
                return ligature.glyph;
            }
        }
        return -1;
    }

    private static int u16(ByteBuffer table, int at) {
        return table.getShort(at) & 0xFFFF;
    }
}
