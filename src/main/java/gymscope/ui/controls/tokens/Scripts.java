package gymscope.ui.controls.tokens;

import gymscope.ui.controls.tokens.TokenShape.Direction;

/** What has to be known of a character to place it: whether it stands by itself, and which way it runs. */
final class Scripts {

    private static final int COMBINING = 0x0300;
    private static final int GREEK = 0x0370;
    private static final int AFTER_CYRILLIC = 0x0530;

    private Scripts() {
    }

    /** Whether JetBrains Mono has it in its one width: Latin, Greek, Cyrillic. */
    static boolean isMonospaced(int character) {
        return character < COMBINING || (character >= GREEK && character < AFTER_CYRILLIC && !isCombining(character));
    }

    /** Whether the letters of a text stand by themselves, so that each can be drawn alone. */
    static boolean isPlain(String text) {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (!isPlain(character)) {
                return false;
            }
            at += Character.charCount(character);
        }
        return true;
    }

    /** Whether a letter stands by itself: no mark, no joiner, no script whose letters change by their neighbours, no emoji. */
    static boolean isPlain(int character) {
        if (isMonospaced(character)) {
            return true;
        }
        if (isCombining(character) || Character.getType(character) == Character.FORMAT || Character.isEmoji(character)
                || Character.isEmojiModifier(character)) {
            return false;
        }
        return switch (Character.UnicodeScript.of(character)) {
            case COMMON, LATIN, GREEK, CYRILLIC, HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, ARMENIAN, GEORGIAN -> !isRightToLeft(
                    character);
            default -> false;
        };
    }

    /** Whether a character is strongly right-to-left. */
    static boolean isRightToLeft(int character) {
        byte direction = Character.getDirectionality(character);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    /** Which way a character runs by itself; digits, signs and spaces go with what is around them. */
    static Direction direction(int character) {
        return isRightToLeft(character)
                ? Direction.RIGHT_TO_LEFT
                : Character.getDirectionality(character) == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                        ? Direction.LEFT_TO_RIGHT
                        : Direction.NEUTRAL;
    }

    private static boolean isCombining(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }
}
