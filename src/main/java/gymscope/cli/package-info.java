/**
 * The command line: one class a command, results on standard output, everything else on standard error. Only the entry
 * point calls it; it may call every room but {@code ui}.
 */
@NullMarked
package gymscope.cli;

import org.jspecify.annotations.NullMarked;
