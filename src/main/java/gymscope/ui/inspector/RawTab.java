package gymscope.ui.inspector;

import gymscope.ui.controls.CodeView;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.SegmentedToggle;
import gymscope.ui.controls.Words;
import gymscope.wire.Exchange;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The bytes: request, answer, headers. JSON is shown indented; a stream as it came. */
final class RawTab implements InspectorTab {

    private enum Side {
        REQUEST("Request"), ANSWER("Answer"), HEADERS("Headers");

        private final String words;

        Side(String words) {
            this.words = words;
        }
    }

    private @Nullable VBox node;
    private final CodeView code = CodeView.reader();
    private final SegmentedToggle<Side> side = new SegmentedToggle<>(List.of(Side.values()), choice -> choice.words, Side.ANSWER);
    private @Nullable Exchange exchange;

    @Override
    public String name() {
        return "Raw";
    }

    @Override
    public Node node() {
        if (node == null) {
            side.valueProperty().addListener((property, before, now) -> fill());
            IconButton copy = new IconButton("mdi2c-content-copy", "Copy",
                    () -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, code.text()))).small();
            HBox bar = new HBox(side, Words.space(), copy);
            bar.getStyleClass().add("sub-bar");
            VBox.setVgrow(code, Priority.ALWAYS);
            node = new VBox(bar, code);
        }
        return node;
    }

    @Override
    public void show(ExchangeReading reading) {
        exchange = reading.exchange();
        fill();
    }

    private void fill() {
        Exchange shown = exchange;
        if (shown == null) {
            return;
        }
        switch (side.getValue()) {
            case REQUEST -> code.showBody(shown.requestBody());
            case ANSWER -> code.showBody(shown.responseBody().isEmpty() ? words(shown) : shown.responseBody());
            case HEADERS -> code.showText(headers(shown));
        }
    }

    private static String words(Exchange shown) {
        String problem = shown.problem();
        return problem == null ? "The answer has no body." : problem;
    }

    private static String headers(Exchange shown) {
        String sent = shown.requestHeaders().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(header -> header.getKey() + ": " + header.getValue()).collect(Collectors.joining("\n"));
        String received = shown.responseHeaders().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(header -> header.getKey() + ": " + String.join(", ", header.getValue())).collect(Collectors.joining("\n"));
        return "%s %s%n%s%n%n%d%n%s".formatted(shown.method(), shown.url(), sent, shown.status(), received);
    }
}
