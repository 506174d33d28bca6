package gymscope.ui.inspector;

import gymscope.ui.controls.SegmentedToggle;
import gymscope.wire.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.scene.layout.HBox;

/**
 * The choice between a call as it was served and as it went to its upstream: the last attempts one by one where there were
 * several.
 */
final class UpstreamChoice extends HBox {

    private static final int SHOWN = 3;

    /**
     * @param upstream at least one
     * @param show shows the chosen one
     */
    UpstreamChoice(Exchange served, List<Exchange> upstream, Consumer<Exchange> show) {
        getStyleClass().addAll("upstream-choice", "line-bottom");
        List<Exchange> all = new ArrayList<>(List.of(served));
        all.addAll(upstream.subList(Math.max(0, upstream.size() - SHOWN), upstream.size()));
        SegmentedToggle<Integer> choice = new SegmentedToggle<>(IntStream.range(0, all.size()).boxed().toList(),
                at -> words(all, at, upstream.size()), 0);
        choice.setAccessibleText("As served or as sent to the upstream");
        choice.valueProperty().addListener((property, before, now) -> show.accept(all.get(now)));
        getChildren().add(choice);
    }

    private static String words(List<Exchange> all, int at, int sent) {
        if (at == 0) {
            return "As served";
        }
        if (sent == 1) {
            return "As sent upstream";
        }
        int status = all.get(at).status();
        int number = sent - all.size() + 1 + at;
        return "Upstream %d: %s".formatted(number, status == 0 ? "no answer" : Integer.toString(status));
    }
}
