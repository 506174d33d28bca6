/** Tests of the Servers screen with real servers on real sockets. */
@NullMarked
package gymscope.ui.servers;

import org.jspecify.annotations.NullMarked;
