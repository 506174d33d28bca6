package gymscope.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.ui.Fx;
import gymscope.wire.Exchange;
import gymscope.wire.ServerSentEvent;
import gymscope.wire.StreamEvent;
import gymscope.workspace.Theme;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventsTabTest {

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = {"LIGHT", "DARK"})
    void listsWhatCameAndShowsTheSelectedEvent(Theme theme) {
        Fx.start();
        EventsTab tab = Fx.get(EventsTab::new);
        StackPane pane = Fx.get(() -> new StackPane(tab.node()));
        pane.getStyleClass().add("inspector");
        Stage stage = Fx.show(pane, theme, Fx.Size.SMALL);
        Fx.run(() -> {
            stage.setWidth(428);
            tab.show(ExchangeReading.of(stream()));
        });
        Fx.until("the table is there", () -> pane.lookup(".event-table") != null);
        TableView<?> table = (TableView<?>) Objects.requireNonNull(Fx.get(() -> pane.lookup(".event-table")));
        assertThat(table.getItems()).hasSize(14);
        Fx.run(() -> table.getSelectionModel().select(2));
        Fx.frames(2);
        Fx.picture(stage, "inspector-events-" + theme.name().toLowerCase(Locale.ROOT));
        assertThat(Fx.get(() -> pane.lookupAll(".label").stream().map(Label.class::cast).map(Label::getText).toList()))
                .contains("event 3, content");
        Fx.run(stage::close);
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = "LIGHT")
    void saysWhyThereAreNone(Theme theme) {
        Fx.start();
        EventsTab tab = Fx.get(EventsTab::new);
        StackPane pane = Fx.get(() -> new StackPane(tab.node()));
        Stage stage = Fx.show(pane, theme, Fx.Size.SMALL);
        Fx.run(() -> tab.show(ExchangeReading.of(exchange(List.of(), "{\"choices\": []}"))));
        assertThat(Fx.get(() -> pane.lookupAll(".label").stream().map(Label.class::cast).map(Label::getText).toList()))
                .anySatisfy(text -> assertThat(text).contains("in one piece"));
        Fx.run(stage::close);
    }

    private static Exchange stream() {
        List<StreamEvent> events = new ArrayList<>();
        events.add(event(0, "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}"));
        for (String piece : List.of("The", " capital", " of", " Norway\\n", " is", " Oslo", ".")) {
            events.add(event(events.size(), "{\"choices\":[{\"delta\":{\"content\":\"" + piece + "\"}}]}"));
        }
        events.add(
                event(8, "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"get_weather\"}}]}}]}"));
        for (String piece : List.of("{\\\"city\\\":", " \\\"Oslo\\\"}")) {
            events.add(event(events.size(),
                    "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"" + piece
                            + "\"}}]}}]}"));
        }
        events.add(event(11, "{\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}"));
        events.add(event(12, "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":12,\"total_tokens\":21}}"));
        events.add(event(13, "[DONE]"));
        return exchange(events, "");
    }

    private static StreamEvent event(int number, String data) {
        return new StreamEvent(Duration.ofMillis(182 + 11L * number), new ServerSentEvent(null, data));
    }

    private static Exchange exchange(List<StreamEvent> events, String body) {
        return new Exchange(1, "demo", "POST", "http://127.0.0.1/v1/chat/completions", Map.of(), "{}", 200, Map.of(), body,
                events,
                Instant.EPOCH, new Exchange.Timing(null, null, Duration.ofMillis(330)), null);
    }
}
