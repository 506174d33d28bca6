/**
 * What a local model answers: tokens as they come, their text with stop strings, and their scores in the forms of the
 * dialects. Called by {@code gymscope.servers.local}; it calls the engine and the parsing room.
 */
@NullMarked
package gymscope.servers.local.answer;

import org.jspecify.annotations.NullMarked;
