package gymscope.verification;

/** What a check found. */
public enum Verdict {
    PASS("pass", "pass"), WARN("warn", "warn"), FAIL("fail", "fail"), NOT_APPLICABLE("not_applicable", "n/a");

    private final String key;
    private final String label;

    Verdict(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** As reports write it. */
    public String key() {
        return key;
    }

    /** As screens and terminals show it. */
    public String label() {
        return label;
    }
}
