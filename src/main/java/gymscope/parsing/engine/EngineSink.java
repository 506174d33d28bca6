package gymscope.parsing.engine;

/** Takes what the machine makes of a text, in its order. Places are in UTF-16 characters from the beginning of the text. */
interface EngineSink {

    /** More reasoning. */
    void reasoning(String text, int at);

    /** Reasoning is over. */
    void endReasoning();

    /** More content. */
    void content(String text, int at);

    /** A piece of text from the beginning of a call's wrapper to its end, whatever else it is. */
    void callText(String text, int at);

    /** A call's wrapper has ended. */
    void endCallText();

    /** A call begins. */
    void startCall(int at);

    /** More of the text that names the call's tool. */
    void name(String text, int at);

    /** More of the call's arguments, as the model writes them. */
    void arguments(String text, int at);

    /** The call is over; nothing when none is open. */
    void endCall(int at);

    /** The markup of the call before goes on up to a place. */
    void extendCall(int end);
}
