package gymscope.tokens.comparison;

/** Why a turn's prompt does not begin with the tokens of the turn before. */
public enum PrefixCause {
    /** The text is the same, cut into other tokens: it went through text and was tokenized again. */
    RETOKENISED("the same text in other tokens: it was tokenized again"),
    /** White space, markers or the form of JSON differ: the template renders a past turn in another way than it was generated. */
    RETEMPLATED("the template renders the past turn in another way"),
    /** The thinking of a past turn is gone: many templates remove it. */
    THINKING_STRIPPED("the thinking of the past turn was removed"),
    /** A stretch is gone and nothing took its place: cut at the context's limit, or left out. */
    TRUNCATED("a part was cut off"),
    /** Other text stands there. */
    HISTORY_EDITED("the history says something else"),
    /** The texts of the tokens are not known, so the cause can't be told. */
    UNDETERMINED("the cause can't be told without the texts of the tokens");

    private final String words;

    PrefixCause(String words) {
        this.words = words;
    }

    /** For people, the end of a sentence. */
    public String words() {
        return words;
    }
}
