package gymscope.parsing;

import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A schema's pattern that gives up where matching it takes too long: a pattern can be written so that it never ends. */
final class BoundedPattern implements RegularExpression {

    /** A match took more steps than it may. An error, because the validator goes on after exceptions. */
    static final class TooSlow extends Error {

        private static final long serialVersionUID = 1;

        TooSlow() {
            super("A pattern of the schema takes too long", null, false, false);
        }
    }

    private static final int MOST_READS = 2_000_000;

    private final Pattern pattern;

    BoundedPattern(String expression) {
        pattern = Pattern.compile(expression);
    }

    /** Whether the text is a pattern. */
    static boolean isPattern(String expression) {
        try {
            Pattern.compile(expression);
            return true;
        } catch (PatternSyntaxException none) {
            return false;
        }
    }

    @Override
    public boolean matches(String text) {
        return pattern.matcher(new Counted(text)).find();
    }

    /** A text that counts how often it is read. */
    private static final class Counted implements CharSequence {

        private final CharSequence text;
        private int reads;

        Counted(CharSequence text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++reads > MOST_READS) {
                throw new TooSlow();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
