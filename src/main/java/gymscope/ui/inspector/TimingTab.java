package gymscope.ui.inspector;

import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Words;
import gymscope.wire.Exchange;
import gymscope.wire.Usage;
import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import org.jspecify.annotations.Nullable;

/** When things came: headers, the first event, the end, and the rate of tokens in between. */
final class TimingTab implements InspectorTab {

    private final GridPane facts = new GridPane();
    private final ScrollPane scroll = new ScrollPane(facts);

    TimingTab() {
        facts.getStyleClass().addAll("inspector-body", "fact-grid");
        scroll.setFitToWidth(true);
    }

    @Override
    public String name() {
        return "Timing";
    }

    @Override
    public Node node() {
        return scroll;
    }

    @Override
    public void show(ExchangeReading reading) {
        facts.getChildren().clear();
        Exchange exchange = reading.exchange();
        Exchange.Timing timing = exchange.timing();
        add("Sent", Figures.clock(exchange.startedAt()));
        add("Headers after", duration(timing.headers()));
        if (exchange.streamed()) {
            add("First event after", duration(timing.firstEvent()));
            add("Events", Figures.count(exchange.events().size()));
            add("Longest gap", duration(longestGap(exchange)));
        }
        add("Whole answer after", duration(timing.total()));
        Usage usage = reading.usage();
        if (usage != null && usage.output() > 0) {
            add("Tokens out", Figures.count(usage.output()));
            Duration generating = timing.firstEvent() == null || !exchange.streamed()
                    ? timing.total()
                    : timing.total().minus(timing.firstEvent());
            if (generating.toNanos() > 0) {
                add(exchange.streamed() ? "Rate after the first event" : "Rate over the whole time",
                        Figures.decimal(usage.output() / (generating.toNanos() / 1e9), 1) + " tok/s");
            }
        }
        add("Request size", Figures.count(exchange.requestBody().length()) + " characters");
        add("Answer size", Figures.count(exchange.responseBody().length()) + " characters");
    }

    private void add(String name, String value) {
        int row = facts.getRowCount();
        facts.addRow(row, Words.muted(name), Words.label(value, "code"));
    }

    private static String duration(@Nullable Duration duration) {
        return duration == null ? Figures.UNKNOWN : Figures.duration(duration);
    }

    private static Duration longestGap(Exchange exchange) {
        Duration longest = Duration.ZERO;
        for (int i = 1; i < exchange.events().size(); i++) {
            Duration gap = exchange.events().get(i).arrival().minus(exchange.events().get(i - 1).arrival());
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        return longest;
    }
}
