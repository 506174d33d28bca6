/**
 * What a local model is asked, read and checked: parameters, conversations, prompts. Called by
 * {@code gymscope.servers.local}; it calls the engine for tokens and the templates room for prompts.
 */
@NullMarked
package gymscope.servers.local.request;

import org.jspecify.annotations.NullMarked;
