package gymscope.parsing;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of calls in the forms that vLLM's parsers give them. They tell calls apart and are no secrets. */
public final class CallIds {

    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_BYTES = 16;
    private static final int MISTRAL_LENGTH = 9;

    private CallIds() {
    }

    /** {@code chatcmpl-tool-} and 32 hexadecimal digits: most parsers. */
    public static String fresh() {
        return "chatcmpl-tool-" + hex();
    }

    /** 32 hexadecimal digits. */
    public static String hex() {
        byte[] bytes = new byte[ID_BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Nine letters and digits: what Mistral's templates insist on. */
    public static String mistral() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < MISTRAL_LENGTH; i++) {
            id.append(ALPHANUMERIC.charAt(ThreadLocalRandom.current().nextInt(ALPHANUMERIC.length())));
        }
        return id.toString();
    }
}
