/**
 * What the user sets for Chat's requests, as models without controls, and the forms to set it in: sampling, further
 * parameters, tools and who answers them, the form of the answer. Used by the Chat screen's packages; uses shared
 * controls and the environments room.
 */
@NullMarked
package gymscope.ui.chat.settings;

import org.jspecify.annotations.NullMarked;
