package gymscope.parsing.engine;

/** Turns one call's argument text into JSON as Python writes it. For one thread. */
interface ArgumentReader {

    /** Takes more of the text. */
    void accept(String text, int at);

    /** The JSON that is certain by now and was not taken yet; empty for a reader of whole arguments. */
    String take();

    /** The call is over: the JSON that was not taken yet. */
    String finish();
}
