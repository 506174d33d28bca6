/**
 * Grading of multiple-choice answers as NeMo Gym's {@code mcqa} does it: the letter is read out of model text and
 * compared with the expected one. The environments room calls it; it calls the wire room only.
 */
@NullMarked
package gymscope.environments.mcqa;

import org.jspecify.annotations.NullMarked;
