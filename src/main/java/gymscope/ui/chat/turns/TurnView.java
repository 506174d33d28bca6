package gymscope.ui.chat.turns;

/** A turn on screen. */
public interface TurnView {

    /** The conversation's branches changed. */
    void branchesChanged();
}
