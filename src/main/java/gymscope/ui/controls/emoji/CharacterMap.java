package gymscope.ui.controls.emoji;

import java.nio.ByteBuffer;

/** Which glyph a character has: a font's table cmap, its subtable of format 12. */
final class CharacterMap {

    private static final int SEGMENTED = 12;

    private final ByteBuffer table;
    private final int groups;

    CharacterMap(ByteBuffer table) {
        this.table = table;
        int found = -1;
        for (int i = 0; i < table.getShort(2); i++) {
            int subtable = table.getInt(4 + 8 * i + 4);
            found = table.getShort(subtable) == SEGMENTED ? subtable : found;
        }
        this.groups = found;
    }

    /** The character's glyph, 0 when it has none. */
    int glyph(int character) {
        int count = groups < 0 ? 0 : table.getInt(groups + 12);
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int group = groups + 16 + 12 * middle;
            if (character < table.getInt(group)) {
                high = middle - 1;
            } else if (character > table.getInt(group + 4)) {
                low = middle + 1;
            } else {
                return table.getInt(group + 8) + character - table.getInt(group);
            }
        }
        return 0;
    }
}
