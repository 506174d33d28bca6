package gymscope.ui.toolcalls.template;

import gymscope.templates.ChatTemplate;
import gymscope.templates.TemplateFault;
import gymscope.wire.Fault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/** What comes of a template and a conversation. */
sealed interface Rendering {

    /** There is no template yet. */
    record Nothing() implements Rendering {}

    /**
     * A prompt.
     *
     * @param messages the conversation
     * @param took how long the rendering took
     */
    record Prompt(PromptText text, ArrayNode messages, ChatTemplate template, Duration took) implements Rendering {}

    /**
     * No prompt.
     *
     * @param place what has to be mended
     */
    record Problem(Place place, Fault fault) implements Rendering {

        /** The template's own fault, with line and column; null where something else is wrong. */
        @Nullable
        TemplateFault inTemplate() {
            return fault instanceof TemplateFault one ? one : null;
        }
    }
}
