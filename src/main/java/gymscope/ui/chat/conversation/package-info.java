/**
 * What is said in Chat and how an answer comes about: the tree of turns, requests, answers while they arrive, what an
 * endpoint altered. No controls. Used by the Chat screen's packages; uses the client, tokens, parsing, templates and
 * environments rooms and the shared controls' threads.
 */
@NullMarked
package gymscope.ui.chat.conversation;

import org.jspecify.annotations.NullMarked;
