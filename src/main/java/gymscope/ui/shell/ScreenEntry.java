package gymscope.ui.shell;

import java.util.function.Function;

/**
 * A screen that the window has.
 *
 * @param type the screen's class
 * @param name the word in the rail
 * @param icon the icon's code
 * @param inRail whether it stands in the rail's upper part and has a number key
 * @param create makes the screen, once
 */
public record ScreenEntry<S extends Screen>(Class<S> type, String name, String icon, boolean inRail,
        Function<AppModel, S> create) {

    /** A screen of the rail's upper part. */
    public static <S extends Screen> ScreenEntry<S> main(Class<S> type, String name, String icon, Function<AppModel, S> create) {
        return new ScreenEntry<>(type, name, icon, true, create);
    }

    /** A screen that is opened otherwise. */
    public static <S extends Screen> ScreenEntry<S> other(Class<S> type, String name, String icon, Function<AppModel, S> create) {
        return new ScreenEntry<>(type, name, icon, false, create);
    }
}
