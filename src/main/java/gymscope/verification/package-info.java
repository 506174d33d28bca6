/**
 * Whether an endpoint is fit for reinforcement learning: checks, the battery that runs them, verdicts, the report. The
 * command line, the window and the tour call it; it calls {@code client}, {@code tokens} and {@code wire}.
 */
@NullMarked
package gymscope.verification;

import org.jspecify.annotations.NullMarked;
