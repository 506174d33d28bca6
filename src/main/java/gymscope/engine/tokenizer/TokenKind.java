package gymscope.engine.tokenizer;

/** What a token is, by its number in {@code tokenizer.ggml.token_type}. */
enum TokenKind {
    /** A piece of text in the byte alphabet. */
    NORMAL,
    /** Stands for what the vocabulary lacks. */
    UNKNOWN,
    /** Steers the model, such as the end of a turn; found in text only when special tokens are parsed. */
    CONTROL,
    /** Added to the vocabulary as it stands; always found in text. */
    USER_DEFINED,
    /** Never used. */
    UNUSED,
    /** A single byte, in vocabularies that are not byte-level. */
    BYTE;

    /** @param number 1 to 6; anything else counts as normal, as in llama.cpp */
    static TokenKind of(long number) {
        return number >= 1 && number <= values().length ? values()[(int) number - 1] : NORMAL;
    }

    /** Whether its text is written as it stands, not in the byte alphabet. */
    boolean isLiteral() {
        return this == CONTROL || this == USER_DEFINED || this == UNKNOWN;
    }
}
