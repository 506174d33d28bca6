/**
 * The single checks, one class each: what is asked, how the answer is judged, what to change when it falls short. Only
 * {@code verification} calls them; they ask through its {@code Probe} and look at answers with {@code tokens}.
 */
@NullMarked
package gymscope.verification.checks;

import org.jspecify.annotations.NullMarked;
