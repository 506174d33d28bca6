package gymscope.ui.servers;

import gymscope.servers.process.ProgramFigures;
import gymscope.servers.process.ProgramFigures.NotOffered;
import gymscope.servers.process.ProgramFigures.Told;
import gymscope.servers.process.ProgramFigures.Unknown;
import gymscope.servers.process.ProgramMetrics;
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
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The selected server's requests over the last quarter of an hour, and what it has done in all. */
final class LivePane extends VBox {

    private static final Duration SPAN = Duration.ofSeconds((long) RequestRate.BINS * RequestRate.SECONDS);
    private static final String REQUESTS = "Requests per second";
    private static final String TOKENS = "Generated tokens per second";
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    private final ServersModel model;
    private final Label address = Words.label("", "code");
    private final Label now = Words.label("", "code");
    private final Label title = Words.label(REQUESTS, "small", "medium");
    private final HBox nowWords = new HBox(now, Words.muted("now"));
    private final Label missing = Words.muted("");
    private final StackPane chart = new StackPane();
    private final StackPane latencyChart = new StackPane();
    private final Label median = Words.label("", "code");
    private final Label tail = Words.label("", "code");
    private final VBox latency;
    private final GridPane facts = new GridPane();
    private TimePlot plot = TimePlot.bars("");
    private TimePlot lines = TimePlot.lines(" ms");
    private String shown = "";

    LivePane(ServersModel model) {
        this.model = model;
        getStyleClass().addAll("live-pane", "line-left");
        HBox titleLine = new HBox(title, Words.space(), nowWords);
        titleLine.getStyleClass().add("live-title");
        nowWords.getStyleClass().add("live-now");
        missing.getStyleClass().add("live-missing");
        missing.setWrapText(true);
        chart.getStyleClass().add("live-chart");
        latencyChart.getStyleClass().add("live-chart");
        HBox latencyTitle = new HBox(Words.label("Latency added by the server", "small", "medium"), Words.space(),
                Words.label("p50", "code", "series-a"), median, Words.label("p99", "code", "series-b"), tail);
        latencyTitle.getStyleClass().add("live-title");
        latency = new VBox(latencyTitle, latencyChart);
        facts.getStyleClass().add("live-facts");
        getChildren().addAll(new PaneHeader("Live").about(Words.muted("last 15 min")).actions(address), titleLine, chart, missing,
                latency,
                facts);
        model.onUpdate(this::update);
        update();
    }

    private void update() {
        String name = model.selectedProperty().get();
        if (!shown.equals(name) || chart.getChildren().isEmpty()) {
            shown = name;
            plot = TimePlot.bars("");
            chart.getChildren().setAll(plot);
            lines = TimePlot.lines(" ms");
            latencyChart.getChildren().setAll(lines);
        }
        Instant time = Instant.now();
        double[] rates = model.rate().perSecond();
        List<String> times = List.of(CLOCK.format(time.minus(SPAN)), CLOCK.format(time.minus(SPAN.dividedBy(2))),
                CLOCK.format(time));
        boolean measured = model.selectedRow().filter(row -> !row.p50().equals(Figures.UNKNOWN)).isPresent();
        shown(latency, measured);
        plot.show(List.of(rates), measured ? List.of() : times);
        if (measured) {
            showLatency(times);
        }
        plot.setAccessibleText(title.getText() + " over the last 15 minutes, now " + Figures.decimal(model.rate().now(), 1));
        now.setText(Figures.decimal(model.rate().now(), 1));
        Optional<ServerRow> row = model.selectedRow();
        address.setText(row.map(ServerRow::baseUrl).orElse(""));
        facts.getChildren().clear();
        row.ifPresent(found -> showFacts(LiveFact.of(found, model.up(time))));
        showWhatIsCounted(row.map(ServerRow::program).orElse(null), row.filter(ServerRow::isRunning).isPresent());
    }

    /** The calls of an external program do not come by: its own tokens are shown, or why there are none. */
    private void showWhatIsCounted(@Nullable ProgramFigures program, boolean running) {
        String instead = switch (program) {
            case null -> "";
            case NotOffered(String reason, String hint) -> ("Not offered. " + reason + " " + hint).strip();
            case Unknown _ -> running ? "It has not told yet how busy it is." : "It is asked how busy it is while it runs.";
            case Told told -> told.metrics().generatedTokens() == null ? "Not offered." : "";
        };
        title.setText(program == null ? REQUESTS : TOKENS);
        missing.setText(instead);
        shown(missing, !instead.isEmpty());
        shown(chart, instead.isEmpty());
        shown(nowWords, instead.isEmpty());
        if (program instanceof Told(ProgramMetrics _, double rate)) {
            now.setText(Figures.decimal(rate, 1));
        }
    }

    private static void shown(Node node, boolean wanted) {
        node.setVisible(wanted);
        node.setManaged(wanted);
    }

    private void showLatency(List<String> times) {
        lines.show(List.of(model.latency().medians(), model.latency().tails()), times);
        model.selectedRow().ifPresent(row -> {
            median.setText(row.p50());
            tail.setText(row.p99());
            lines.setAccessibleText("Latency added by the server over the last 15 minutes, in all p50 %s, p99 %s"
                    .formatted(row.p50(), row.p99()));
        });
    }

    private void showFacts(List<LiveFact> all) {
        for (int i = 0; i < all.size(); i++) {
            fact(i, all.get(i));
        }
    }

    private void fact(int line, LiveFact fact) {
        HBox words = new HBox(Words.label(fact.value(), "code"));
        words.getStyleClass().add("live-fact");
        if (!fact.more().isEmpty()) {
            words.getChildren().add(Words.label("· " + fact.more(), "code", "muted"));
        }
        facts.addRow(line, Words.muted(fact.name()), words);
    }
}
