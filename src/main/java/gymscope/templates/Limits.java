package gymscope.templates;

import java.time.Duration;

/**
 * How much a rendering may take; beyond it the template is refused with the limit's name.
 *
 * @param time from start to end
 * @param calls how deep macros and recursive loops may call each other
 * @param output characters, those of captured text included
 * @param steps statements and turns of loops
 */
public record Limits(Duration time, int calls, int output, long steps) {

    /** Ten seconds, 200 calls, 16 million characters, 20 million steps: far beyond what a chat needs. */
    public static final Limits STANDARD = new Limits(Duration.ofSeconds(10), 200, 16_000_000, 20_000_000);
}
