package gymscope.servers.http;

/** Numbers of headers: decimal digits of ASCII and nothing else (RFC 9110, sections 7.2 and 8.6). */
public final class Digits {

    private Digits() {
    }

    /** Whether the text from this place on is one digit at least, and digits only. */
    public static boolean only(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > start;
    }
}
