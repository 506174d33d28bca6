package gymscope.ui.servers;

import gymscope.servers.ServerFigures;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.PaneHeader;
import gymscope.ui.controls.Words;
import gymscope.ui.controls.charts.TimePlot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The selected server's requests over the last quarter of an hour, and what it has done in all. */
final class LivePane extends VBox {

    private static final Duration SPAN = Duration.ofSeconds((long) RequestRate.BINS * RequestRate.SECONDS);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    private final ServersModel model;
    private final Label address = Words.label("", "code");
    private final Label now = Words.label("", "code");
    private final StackPane chart = new StackPane();
    private final GridPane facts = new GridPane();
    private TimePlot plot = TimePlot.bars("");
    private String shown = "";

    LivePane(ServersModel model) {
        this.model = model;
        getStyleClass().addAll("live-pane", "line-left");
        HBox title = new HBox(Words.label("Requests per second", "small", "medium"), Words.space(), now, Words.muted("now"));
        title.getStyleClass().add("live-title");
        chart.getStyleClass().add("live-chart");
        facts.getStyleClass().add("live-facts");
        getChildren().addAll(new PaneHeader("Live").about(Words.muted("last 15 min")).actions(address), title, chart, facts);
        model.onUpdate(this::update);
        update();
    }

    private void update() {
        String name = model.selectedProperty().get();
        if (!shown.equals(name) || chart.getChildren().isEmpty()) {
            shown = name;
            plot = TimePlot.bars("");
            chart.getChildren().setAll(plot);
        }
        Instant time = Instant.now();
        double[] rates = model.rate().perSecond();
        plot.show(List.of(rates), List.of(CLOCK.format(time.minus(SPAN)), CLOCK.format(time.minus(SPAN.dividedBy(2))),
                CLOCK.format(time)));
        plot.setAccessibleText("Requests per second over the last 15 minutes, now " + Figures.decimal(model.rate().now(), 1));
        now.setText(Figures.decimal(model.rate().now(), 1));
        Optional<ServerRow> row = model.selectedRow();
        address.setText(row.map(ServerRow::baseUrl).orElse(""));
        facts.getChildren().clear();
        row.ifPresent(found -> showFacts(found.figures(), model.up(time)));
    }

    private void showFacts(ServerFigures figures, Optional<Duration> up) {
        long answered = figures.requests() - figures.inFlight() - figures.failures();
        fact(0, "Requests", Figures.count(figures.requests()),
                "%s answered, %s failed".formatted(Figures.count(Math.max(0, answered)), Figures.count(figures.failures())));
        fact(1, "In flight", Figures.count(figures.inFlight()), "");
        fact(2, "Generated", figures.tokens() == 0 ? Figures.UNKNOWN : Figures.count(figures.tokens()) + " tok", "");
        fact(3, "Up", up.map(Figures::duration).orElse(Figures.UNKNOWN), "");
    }

    private void fact(int line, String name, String value, String more) {
        HBox words = new HBox(Words.label(value, "code"));
        words.getStyleClass().add("live-fact");
        if (!more.isEmpty()) {
            words.getChildren().add(Words.label("· " + more, "code", "muted"));
        }
        facts.addRow(line, Words.muted(name), words);
    }
}
