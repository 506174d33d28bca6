package gymscope.tokens.reading.error;

import java.util.Locale;

/** What an error means for the one who asked. */
public enum ErrorKind {
    /** The key is missing, wrong, or not allowed to do this. */
    AUTH,
    /** The account has nothing left; waiting does not help. */
    QUOTA,
    /** Too many requests or tokens in a stretch of time. */
    RATE_LIMIT,
    /** There is no such model. */
    MODEL_NOT_FOUND,
    /** The prompt, or prompt and answer together, are longer than the model's context. */
    CONTEXT_LENGTH,
    /** The request does not hold what it must. */
    BAD_REQUEST,
    /** The server has no such endpoint or feature. */
    NOT_SUPPORTED,
    /** The server is there, but busy or still loading. */
    UNAVAILABLE,
    /** Something between here and the server failed. */
    BAD_GATEWAY,
    /** The server failed. */
    SERVER_ERROR;

    /** The name in the normalised form, for instance {@code rate_limit}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
