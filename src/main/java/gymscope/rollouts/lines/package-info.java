/**
 * Files of one JSON object a line: read with the number of a bad line, written so that a line is whole or set aside.
 * The rollouts room calls it; it calls the wire room only.
 */
@NullMarked
package gymscope.rollouts.lines;

import org.jspecify.annotations.NullMarked;
