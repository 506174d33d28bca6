package gymscope.ui.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.ApiRequest;
import gymscope.client.Endpoint;
import gymscope.config.ConfigLoader;
import gymscope.config.ConfigRequest;
import gymscope.servers.ManagedServer;
import gymscope.ui.Fx;
import gymscope.ui.shell.Shell;
import gymscope.wire.Json;
import gymscope.workspace.Theme;
import gymscope.workspace.history.HistoryFilter;
import gymscope.workspace.history.HistoryRow;
import gymscope.workspace.history.Note;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that are being answered, in the table. */
class OpenCallsTest {

    @TempDir
    Path folder = Path.of("");

    private HeldStream upstream;

    @BeforeEach
    void open() throws IOException {
        upstream = new HeldStream();
    }

    @AfterEach
    void close() throws IOException {
        upstream.close();
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = {"LIGHT", "DARK"})
    void anOpenStreamIsARowThatBecomesItsExchange(Theme theme) throws Exception {
        try (TrafficWindow window = new TrafficWindow(folder.resolve(theme.name()), null)) {
            SampleTraffic.fill(window.app().workspace().history());
            assertThat(window.app().workspace().history().await(Duration.ofSeconds(20))).isTrue();
            Shell shell = window.shell();
            Stage stage = Fx.show(shell.root(), theme, Fx.Size.SMALL);
            TrafficModel model = window.open().model();
            ManagedServer server = served(window);
            ask(window, server);

            Fx.until("the open call stands first",
                    () -> model.rows().size() == 11 && note(model).startsWith("stream open, ") && model.rows().get(0).total()
                            .toMillis() > 0);
            HistoryRow row = Fx.get(() -> model.rows().get(0));
            assertThat(row.server()).isEqualTo("policy_model");
            assertThat(row.status()).isEqualTo(200);
            assertThat(row.notes()).extracting(Note::kind).containsExactly(Note.Kind.OPEN);
            Fx.run(() -> model.select(List.of(row.id())));
            Fx.until("it is said that it is open", () -> shows(stage, "The call is open"));
            assertThat(Fx.picture(stage, "traffic-open-" + theme.name().toLowerCase(Locale.ROOT))).isNotEmptyFile();
            Fx.run(() -> model.filterProperty().set(HistoryFilter.ALL.withServer("judge_model")));
            Fx.until("the filter concerns it too",
                    () -> model.rows().size() == 2 && model.rows().get(0).server().equals("judge_model"));
            Fx.run(() -> model.filterProperty().set(HistoryFilter.ALL));
            Fx.until("it is back", () -> model.rows().size() == 11 && OpenRows.isOpen(model.rows().ids()[0]));

            upstream.finish();

            Fx.until("its exchange has taken its place", () -> model.rows().size() == 11
                    && !OpenRows.isOpen(model.rows().ids()[0]) && model.selected().equals(List.of(11L))
                    && model.comparisonProperty().get() != null);
            assertThat(Fx.get(() -> Objects.requireNonNull(model.comparisonProperty().get()).first().exchange().responseBody()))
                    .endsWith("data: [DONE]\n\n");
            Fx.run(stage::close);
        }
    }

    private static String note(TrafficModel model) {
        List<Note> notes = model.rows().get(0).notes();
        return notes.isEmpty() ? "" : notes.getFirst().words();
    }

    private static boolean shows(Stage stage, String text) {
        return stage.getScene().getRoot().lookupAll(".label").stream()
                .anyMatch(node -> node instanceof Labeled label && text.equals(label.getText()));
    }

    private ManagedServer served(TrafficWindow window) throws Exception {
        Path config = folder.resolve("held.yaml");
        Files.writeString(config, """
                policy_model:
                  responses_api_models:
                    openai_model:
                      entrypoint: app.py
                      openai_base_url: %s
                      openai_api_key: none
                      openai_model: Qwen3-8B
                """.formatted(upstream.url()));
        ManagedServer server = Fx.get(() -> window.app().servers().fleet()).add(
                ConfigLoader.load(new ConfigRequest(List.of(config), List.of(), folder, List.of(), Map.of()))).getFirst();
        server.start();
        server.await();
        return server;
    }

    private static void ask(TrafficWindow window, ManagedServer server) {
        Endpoint endpoint = new Endpoint(server.name(), URI.create(server.url() + "/v1"), server.token(), "m");
        var body = Json.parseObject("{\"stream\": true, \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}");
        Thread.ofVirtual().start(() -> window.app().client()
                .newCall(ApiRequest.post(endpoint, "/chat/completions", body).from("Chat")).execute());
    }
}
