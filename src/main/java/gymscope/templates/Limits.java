package gymscope.templates;

import java.time.Duration;

/**
 * How much a rendering may take; beyond it the template is refused.
 *
 * @param time from start to end
 * @param calls how deep macros may call each other
 * @param output characters, those of captured text included
 */
public record Limits(Duration time, int calls, int output) {

    /** Ten seconds, 200 calls, 16 million characters: far beyond what a chat needs. */
    public static final Limits STANDARD = new Limits(Duration.ofSeconds(10), 200, 16_000_000);
}
