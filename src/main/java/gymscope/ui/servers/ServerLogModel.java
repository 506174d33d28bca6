package gymscope.ui.servers;

import gymscope.servers.ServerLog.Level;
import gymscope.servers.ServerLog.Line;
import gymscope.ui.controls.Figures;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The lines of a server's log that are looked at: from which level on, and with which words. UI thread only. */
final class ServerLogModel {

    /** Which lines are looked at. */
    enum Filter {
        ALL, WARNINGS, ERRORS
    }

    private final ObjectProperty<Filter> filter = new SimpleObjectProperty<>(this, "filter", Filter.ALL);
    private final StringProperty search = new SimpleStringProperty(this, "search", "");
    private final ObservableList<Line> shown = FXCollections.observableArrayList();
    private List<Line> all = List.of();

    ServerLogModel() {
        filter.subscribe(this::update);
        search.subscribe(this::update);
    }

    ObjectProperty<Filter> filterProperty() {
        return filter;
    }

    StringProperty searchProperty() {
        return search;
    }

    /** The lines that are looked at, the oldest first. */
    ObservableList<Line> lines() {
        return shown;
    }

    /** Takes the whole log. */
    void show(List<Line> lines) {
        if (!all.equals(lines)) {
            all = lines;
            update();
        }
    }

    /** How many lines a filter lets through, whatever is searched. */
    long count(Filter which) {
        return all.stream().filter(line -> passes(line, which)).count();
    }

    /** A filter's words with its count. */
    String words(Filter which) {
        return switch (which) {
            case ALL -> "All";
            case WARNINGS -> "Warnings " + Figures.count(count(which));
            case ERRORS -> "Errors " + Figures.count(count(which));
        };
    }

    /** Lines as text, one a line. */
    static String text(List<Line> lines) {
        return lines.stream().map(line -> "%s %s %s".formatted(Figures.clock(line.time()), word(line.level()), line.text()))
                .collect(Collectors.joining("\n"));
    }

    /** A level's short word. */
    static String word(Level level) {
        return switch (level) {
            case INFO -> "INFO";
            case WARNING -> "WARN";
            case ERROR -> "FAIL";
        };
    }

    /** Lines that only grow at the end are added there, so that nothing on screen is made anew. */
    private void update() {
        String words = search.get().strip().toLowerCase(Locale.ROOT);
        List<Line> now = all.stream().filter(line -> passes(line, filter.get()))
                .filter(line -> line.text().toLowerCase(Locale.ROOT).contains(words)).toList();
        boolean grows = !shown.isEmpty() && now.size() >= shown.size() && now.getFirst().equals(shown.getFirst())
                && now.get(shown.size() - 1).equals(shown.getLast());
        if (grows) {
            shown.addAll(now.subList(shown.size(), now.size()));
        } else {
            shown.setAll(now);
        }
    }

    private static boolean passes(Line line, Filter which) {
        return switch (which) {
            case ALL -> true;
            case WARNINGS -> line.level() == Level.WARNING;
            case ERRORS -> line.level() == Level.ERROR;
        };
    }
}
