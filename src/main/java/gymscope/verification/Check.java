package gymscope.verification;

/**
 * One question about an endpoint. Checks keep no state between runs; what one run has learned stands in the probe.
 */
public interface Check {

    /** Stable name in reports, in lower case with underscores. */
    String id();

    /** What is so when it passes, as a short statement. */
    String title();

    Theme theme();

    /** What is wrong when it fails, as the end of the sentence "Not ready for on-policy training: …". */
    String shortfall();

    /** Asks the endpoint and judges its answers. */
    Finding examine(Probe probe);
}
