/**
 * What is known of the endpoints that Chat asks: which forms of an answer and which choices of tools each offers, and
 * which parsers read its model's raw text, each with where it is known from. Used by the Chat screen's packages; uses the
 * config, servers, parsing and wire rooms and shared controls.
 */
@NullMarked
package gymscope.ui.chat.endpoint;

import org.jspecify.annotations.NullMarked;
