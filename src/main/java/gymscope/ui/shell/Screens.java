package gymscope.ui.shell;

import gymscope.wire.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The window's screens and which one is at the front. Screens are made when they are first needed. UI thread only. */
public final class Screens {

    private final AppModel app;
    private final List<ScreenEntry<?>> entries;
    private final Map<Class<?>, Screen> made = new HashMap<>();
    private final ReadOnlyObjectWrapper<@Nullable ScreenEntry<?>> current = new ReadOnlyObjectWrapper<>(this, "current");

    Screens(AppModel app, List<ScreenEntry<?>> entries) {
        this.app = app;
        this.entries = List.copyOf(entries);
    }

    /** Every screen, in the rail's order. */
    public List<ScreenEntry<?>> entries() {
        return entries;
    }

    /** The screens of the rail's upper part, in order. */
    public List<ScreenEntry<?>> rail() {
        return entries.stream().filter(ScreenEntry::inRail).toList();
    }

    /** The screen at the front, null before the first is opened. */
    public ReadOnlyObjectProperty<@Nullable ScreenEntry<?>> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** Brings a screen to the front. */
    public <S extends Screen> S open(Class<S> type) {
        ScreenEntry<?> entry = entries.stream().filter(candidate -> candidate.type() == type).findFirst()
                .orElseThrow(() -> new Fault("The window has no screen of the kind %s.".formatted(type.getSimpleName()),
                        "Add it to the window's screens."));
        return type.cast(open(entry));
    }

    /** Brings the screen of that name to the front; does nothing when there is none. */
    public void open(String name) {
        entries.stream().filter(entry -> entry.name().equals(name)).findFirst().ifPresent(this::open);
    }

    /** Brings a screen to the front. */
    public Screen open(ScreenEntry<?> entry) {
        Screen screen = get(entry);
        current.set(entry);
        screen.shown();
        return screen;
    }

    /** The screen, made when it was not needed before. */
    public Screen get(ScreenEntry<?> entry) {
        Screen screen = made.get(entry.type());
        if (screen == null) {
            screen = entry.create().apply(app);
            made.put(entry.type(), screen);
        }
        return screen;
    }

    /** The screen at the front, null before the first is opened. */
    public @Nullable Screen front() {
        ScreenEntry<?> entry = current.get();
        return entry == null ? null : get(entry);
    }
}
