package gymscope.ui.shell;

import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/**
 * Something the palette offers.
 *
 * @param group under which heading it stands
 * @param title the words that are searched
 * @param detail muted words beside it, may be empty
 * @param icon the icon's code
 * @param keys the key that does the same, null for none; the window binds it
 * @param run does it, on the UI thread
 */
public record Action(Group group, String title, String detail, String icon, @Nullable KeyCombination keys, Runnable run) {

    /** The palette's headings, in order; some have a sign that narrows the search to them. */
    public enum Group {
        ACTIONS("Actions", ">"), SCREENS("Screens", ""), ENDPOINTS("Endpoints", "@"), RUNS("Runs", "#"), REPORTS("Reports",
                ""), COMMAND_LINE("Command line", "");

        private final String heading;
        private final String sign;

        Group(String heading, String sign) {
            this.heading = heading;
            this.sign = sign;
        }

        /** The heading's words. */
        public String heading() {
            return heading;
        }

        /** What is typed first to see this group only; empty for none. */
        public String sign() {
            return sign;
        }
    }

    /** An action without a key. */
    public static Action of(String title, String icon, Runnable run) {
        return new Action(Group.ACTIONS, title, "", icon, null, run);
    }

    /** The same under another heading. */
    public Action in(Group newGroup) {
        return new Action(newGroup, title, detail, icon, keys, run);
    }

    /** The same with words beside it. */
    public Action with(String newDetail) {
        return new Action(group, title, newDetail, icon, keys, run);
    }

    /** The same with a key such as {@code Shortcut+Shift+V}. */
    public Action key(String combination) {
        return new Action(group, title, detail, icon, KeyCombination.valueOf(combination), run);
    }
}
