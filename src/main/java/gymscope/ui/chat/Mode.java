package gymscope.ui.chat;

/** What the Chat screen shows over the composer, and where a message goes. */
enum Mode {
    /** One conversation with its branches. */
    CONVERSATION,
    /** Several endpoints side by side. */
    COMPARE,
    /** Many samples of one prompt. */
    SAMPLES
}
