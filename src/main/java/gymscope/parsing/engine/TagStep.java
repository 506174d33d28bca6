package gymscope.parsing.engine;

import gymscope.parsing.arguments.PythonText;

/** One part of a tag, recognised character by character. */
sealed interface TagStep {

    /** What a character does. */
    enum Outcome {
        /** It belongs to the part, which goes on. */
        MORE,
        /** It ends the part and belongs to it. */
        LAST,
        /** The part ended before it. */
        BEYOND,
        /** The text is no such tag. */
        FAIL
    }

    /**
     * Takes a character.
     *
     * @param count how many characters the part has by now
     * @param captured takes what the part captures
     */
    Outcome accept(char c, int count, StringBuilder captured);

    /** Exactly this text. */
    record Literal(String text) implements TagStep {
        @Override
        public Outcome accept(char c, int count, StringBuilder captured) {
            return text.charAt(count) != c ? Outcome.FAIL : count + 1 == text.length() ? Outcome.LAST : Outcome.MORE;
        }
    }

    /** White space, at least so much. */
    record Space(int least) implements TagStep {
        @Override
        public Outcome accept(char c, int count, StringBuilder captured) {
            return PythonText.isSpace(c) ? Outcome.MORE : count < least ? Outcome.FAIL : Outcome.BEYOND;
        }
    }

    /** A captured text up to a character that ends it, of at least so many characters. */
    record Until(char stop, int least) implements TagStep {
        @Override
        public Outcome accept(char c, int count, StringBuilder captured) {
            if (c == stop) {
                return count < least ? Outcome.FAIL : Outcome.LAST;
            }
            captured.append(c);
            return Outcome.MORE;
        }
    }

    /** A captured text in double quotes, in single ones, or bare up to white space or {@code >}. */
    record Quoted() implements TagStep {
        @Override
        public Outcome accept(char c, int count, StringBuilder captured) {
            boolean quoted = !captured.isEmpty() && (captured.charAt(0) == '"' || captured.charAt(0) == '\'');
            if (!quoted && (c == '>' || PythonText.isSpace(c))) {
                return count == 0 ? Outcome.FAIL : Outcome.BEYOND;
            }
            if (quoted && c == captured.charAt(0)) {
                captured.deleteCharAt(0);
                return Outcome.LAST;
            }
            captured.append(c);
            return Outcome.MORE;
        }
    }

    /** One of two captured words in front of a double quote. */
    record Either(String one, String other) implements TagStep {
        @Override
        public Outcome accept(char c, int count, StringBuilder captured) {
            String word = captured.substring(captured.length() - count) + c;
            if (c == '"') {
                String whole = word.substring(0, count);
                return whole.equals(one) || whole.equals(other) ? Outcome.LAST : Outcome.FAIL;
            }
            captured.append(c);
            return one.startsWith(word) || other.startsWith(word) ? Outcome.MORE : Outcome.FAIL;
        }
    }
}
