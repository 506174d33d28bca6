package gymscope.parsing.markup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A text as MiniCPM's parser sees it: the tokenizer's marks for space and line feed written out, a space added where tag and
 * attribute stand together.
 *
 * @param text the text
 * @param added where it has a space more than the original, in its own characters
 */
record MiniCpmText(String text, List<Integer> added) {

    private static final List<String> JOINED = List.of("<functionname=", "<paramname=");

    static MiniCpmText of(String original) {
        if (original.indexOf('Ġ') < 0 && original.indexOf('Ċ') < 0 && JOINED.stream().noneMatch(original::contains)) {
            return new MiniCpmText(original, List.of());
        }
        String plain = original.replace('Ġ', ' ').replace('Ċ', '\n');
        StringBuilder text = new StringBuilder(plain.length());
        List<Integer> added = new ArrayList<>();
        for (int i = 0; i < plain.length(); i++) {
            text.append(plain.charAt(i));
            for (String joined : JOINED) {
                int tag = joined.length() - "name=".length();
                if (plain.startsWith(joined, i - tag + 1)) {
                    added.add(text.length());
                    text.append(' ');
                }
            }
        }
        return new MiniCpmText(text.toString(), added);
    }

    /** Where a character of the text stands in the original. */
    int original(int index) {
        int found = Collections.binarySearch(added, index);
        return index - (found >= 0 ? found : -found - 1);
    }
}
