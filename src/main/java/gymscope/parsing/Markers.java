package gymscope.parsing;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The literal texts of the formats, and ids of calls. */
final class Markers {

    static final String THINK = "<think>";
    static final String THINK_END = "</think>";
    static final String CALL = "<tool_call>";
    static final String CALL_END = "</tool_call>";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 16;

    private Markers() {
    }

    /** A fresh id in vLLM's form. */
    static String callId() {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        return "chatcmpl-tool-" + HexFormat.of().formatHex(bytes);
    }
}
