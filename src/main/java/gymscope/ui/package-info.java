/**
 * The window: composes the shell and its screens. Each screen has a package of its own; what several share is in
 * {@code controls}. View models hold logic and no controls. Uses every room but the command line; nothing but the entry
 * point uses it.
 */
@NullMarked
package gymscope.ui;

import org.jspecify.annotations.NullMarked;
