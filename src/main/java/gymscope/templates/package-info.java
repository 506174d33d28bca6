/**
 * Chat templates: a small interpreter of Jinja2 as transformers sets it up (trim_blocks, lstrip_blocks, immutable
 * values, loop controls, {@code tojson}, {@code raise_exception}, {@code strftime_now}), with Python's values. The
 * engine, the servers, the checks and the screens may call it; it calls {@code wire} only.
 */
@NullMarked
package gymscope.templates;

import org.jspecify.annotations.NullMarked;
