package gymscope.ui.controls.tokens;

import java.util.BitSet;
import java.util.HexFormat;

/**
 * Which letters of cursive scripts (Arabic, Syriac, N'Ko) join their neighbours, after Unicode's ArabicShaping.txt. A word that
 * was cut into tokens is drawn as in one piece by giving its parts a joiner where they were cut.
 */
final class Joining {

    /** Zero width joiner: makes a letter take the form that it has beside another one. */
    static final String JOINER = "\u200D";
    private static final int JOINER_CHARACTER = 0x200D;
    private static final int FIRST = 0x0620;
    private static final int LAST = 0x08FF;
    private static final int NONE = -1;

    /** Letters that join only the one before. */
    private static final BitSet ONLY_BEFORE = set(
            "0622-0625 0627 0629 062F-0632 0648 0671-0673 0675-0677 0688-0699 06C0 06C3-06CB "
                    + "06CD 06CF 06D2-06D3 06D5 06EE-06EF 0710 0715-0719 071E 0728 072A 072C 072F 074D 0759-075B 076B-076C 0771 0773-0774 "
                    + "0778-0779 0870-0882 088E 08AA-08AC 08AE 08B1-08B2 08B9");
    /** Letters that join none. */
    private static final BitSet ALONE = set("0621 0674 0887-0888 08AD");

    private Joining() {
    }

    /** Whether the last letter of a text joins one that follows. */
    static boolean joinsNext(String text) {
        int at = text.length();
        while (at > 0 && isTransparent(text.codePointBefore(at))) {
            at -= Character.charCount(text.codePointBefore(at));
        }
        int last = at == 0 ? NONE : text.codePointBefore(at);
        return last == JOINER_CHARACTER || (joins(last) && !ONLY_BEFORE.get(last));
    }

    /** Whether the first letter of a text joins one before it. */
    static boolean joinsPrevious(String text) {
        int at = 0;
        while (at < text.length() && isTransparent(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        int first = at == text.length() ? NONE : text.codePointAt(at);
        return first == JOINER_CHARACTER || joins(first);
    }

    /** Whether letters before and after a text join as if it were not there: it has nothing but marks on letters. */
    static boolean isTransparent(String text) {
        return text.codePoints().allMatch(Joining::isTransparent);
    }

    private static boolean joins(int character) {
        if (character < FIRST || character > LAST || !Character.isLetter(character) || ALONE.get(character)) {
            return false;
        }
        return switch (Character.UnicodeScript.of(character)) {
            case ARABIC, SYRIAC, NKO -> true;
            default -> character == '\u0640';
        };
    }

    private static boolean isTransparent(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static BitSet set(String ranges) {
        BitSet set = new BitSet();
        for (String range : ranges.split(" ", -1)) {
            int dash = range.indexOf('-');
            int from = HexFormat.fromHexDigits(dash < 0 ? range : range.substring(0, dash));
            int to = HexFormat.fromHexDigits(range.substring(dash + 1));
            set.set(from, to + 1);
        }
        return set;
    }
}
