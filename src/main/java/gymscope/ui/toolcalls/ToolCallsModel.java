package gymscope.ui.toolcalls;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.ArgumentCheck;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.ui.chat.settings.ToolsModel;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.LatestWork;
import gymscope.ui.controls.Work;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Inspection;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import gymscope.workspace.WindowState;
import gymscope.workspace.history.HistoryFilter;
import gymscope.workspace.history.HistoryReader;
import gymscope.workspace.history.HistoryRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the Tool calls screen shows of a text, and does. UI thread only; the parsers run elsewhere. */
final class ToolCallsModel {

    private static final String STATE = "toolcalls";
    private static final Duration TYPING = Duration.ofMillis(200);
    private static final int RECENT = 12;
    private static final int MOST_KEPT = 256 << 10;

    private final AppModel app;
    private final ToolsModel tools = new ToolsModel();
    private final ReadOnlyObjectWrapper<RawText> raw = new ReadOnlyObjectWrapper<>(this, "raw", RawText.typed(""));
    private final ReadOnlyObjectWrapper<Trials> trials = new ReadOnlyObjectWrapper<>(this, "trials", Trials.NONE);
    private final ReadOnlyObjectWrapper<@Nullable TriedParser> chosen = new ReadOnlyObjectWrapper<>(this, "chosen");
    private final ReadOnlyObjectWrapper<@Nullable Replay> replay = new ReadOnlyObjectWrapper<>(this, "replay");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ObjectProperty<Replay.Cut> cut = new SimpleObjectProperty<>(this, "cut", Replay.Cut.CHARACTER);
    private final StringProperty reasoning = new SimpleStringProperty(this, "reasoning", Trials.AUTOMATIC);
    private final LatestWork<Trials> trying = new LatestWork<>("try all parsers", TYPING, this::show, this::failed);
    private final LatestWork<Replay> replaying = new LatestWork<>("replay in chunks", Duration.ZERO, replay::set, this::failed);
    private String wanted = "";

    ToolCallsModel(AppModel app) {
        this.app = app;
        JsonNode kept = app.workspace().windowState().get(STATE);
        if (kept != null) {
            wanted = Objects.requireNonNullElse(Json.text(kept, "parser"), "");
            tools.textProperty().set(Objects.requireNonNullElse(Json.text(kept, "tools"), ""));
            raw.set(RawText.typed(Objects.requireNonNullElse(Json.text(kept, "text"), "")));
        }
        tools.textProperty().addListener((property, before, now) -> tryAll());
        reasoning.addListener((property, before, now) -> tryAll());
        cut.addListener((property, before, now) -> replayChosen());
        tryAll();
    }

    /** The text and where it is from. */
    ReadOnlyObjectProperty<RawText> rawProperty() {
        return raw.getReadOnlyProperty();
    }

    /** The tools that the model was offered. */
    ToolsModel tools() {
        return tools;
    }

    /** What all parsers make of the text. */
    ReadOnlyObjectProperty<Trials> trialsProperty() {
        return trials.getReadOnlyProperty();
    }

    /** The parser whose result is shown. */
    ReadOnlyObjectProperty<@Nullable TriedParser> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** The chosen parser's way through the text in chunks, null while it is made. */
    ReadOnlyObjectProperty<@Nullable Replay> replayProperty() {
        return replay.getReadOnlyProperty();
    }

    /** Why nothing can be shown, empty when all is well. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The reasoning parser that reads the text before the tool parsers: a name, or one of the words of {@link Trials}. */
    StringProperty reasoningProperty() {
        return reasoning;
    }

    /** How the text is cut for the replay. */
    ObjectProperty<Replay.Cut> cutProperty() {
        return cut;
    }

    /** Takes what was typed or pasted. */
    void edit(String text) {
        if (!text.equals(raw.get().text())) {
            show(raw.get().edited(text));
        }
    }

    /** Takes a text with what is known of it. */
    void show(RawText text) {
        raw.set(text);
        if (!text.tools().isEmpty()) {
            tools.textProperty().set(text.tools());
        }
        if (!text.pieces().isEmpty()) {
            cut.set(Replay.Cut.TOKEN);
        } else if (cut.get() == Replay.Cut.TOKEN) {
            cut.set(Replay.Cut.CHARACTER);
        }
        tryAll();
    }

    /** Shows a parser's result. */
    void choose(String name) {
        wanted = name;
        TriedParser found = trials.get().named(name);
        if (!Objects.equals(found, chosen.get())) {
            chosen.set(found);
            replayChosen();
        }
        keep();
    }

    /** Lets all parsers read the text. */
    void tryAll() {
        RawText text = raw.get();
        ParseRequest request = request();
        String first = reasoning.get();
        trying.request(() -> Trials.of(text, request, first));
        keep();
    }

    /** The request as far as the screen knows it. */
    ParseRequest request() {
        List<JsonNode> offered = new ArrayList<>();
        if (tools.problem() == null) {
            tools.tools().forEach(offered::add);
        }
        return ParseRequest.withTools(offered);
    }

    /** The calls of a result with what their tools' schemas say. */
    List<JudgedCall> judged(ParsedAnswer answer) {
        ParseRequest request = request();
        return answer.toolCalls().stream().map(call -> judged(call, request)).toList();
    }

    /** Whether the Inspector shows an exchange. */
    boolean hasInspected() {
        return app.inspectionProperty().get() != null;
    }

    /** Shows the text of the exchange in the Inspector, where there is one. */
    void takeInspected() {
        Inspection shown = app.inspectionProperty().get();
        if (shown != null) {
            take(shown.exchange());
        }
    }

    /** Shows the text of an exchange. */
    void take(Exchange exchange) {
        Work.start("read the exchange's text", () -> RawText.of(exchange), this::show, this::failed);
    }

    /** Shows one of the sample texts. */
    void takeSample(String name) {
        wanted = name;
        Work.start("read the sample", () -> SampleText.read(app.home(), name), this::show, this::failed);
    }

    /** Finds the newest exchanges, for a choice between them. */
    void recent(Consumer<List<HistoryRow>> found) {
        HistoryReader reader = app.workspace().history().reader();
        Work.start("look for exchanges", () -> {
            long[] ids = reader.ids(HistoryFilter.ALL);
            return reader.rows(Arrays.copyOf(ids, Math.min(ids.length, RECENT)));
        }, found, this::failed);
    }

    /** Shows the text of a kept exchange. */
    void take(long id) {
        Work.start("read the exchange", () -> app.workspace().history().reader().load(id),
                kept -> kept.ifPresent(one -> take(one.exchange())),
                this::failed);
    }

    private static JudgedCall judged(ToolCall call, ParseRequest request) {
        return new JudgedCall(call, ArgumentCheck.of(call, request.tools()));
    }

    private void show(Trials found) {
        problem.set("");
        trials.set(found);
        TriedParser best = found.named(wanted);
        chosen.set(best == null ? found.best() : best);
        replayChosen();
    }

    private void replayChosen() {
        TriedParser parser = chosen.get();
        replay.set(null);
        if (parser == null) {
            replaying.cancel();
            return;
        }
        AnswerFormat format = parser.format();
        RawText text = raw.get();
        Replay.Cut how = cut.get();
        ParseRequest request = request();
        replaying.request(() -> Replay.of(format, Replay.cut(text, how), request));
    }

    private void failed(Exception failure) {
        problem.set(Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
        app.notices().problem(failure);
    }

    /** A draft is kept over a restart. */
    private void keep() {
        WindowState state = app.workspace().windowState();
        String text = raw.get().text();
        state.put(STATE, Json.object().put("text", text.length() > MOST_KEPT ? "" : text).put("tools", tools.textProperty().get())
                .put("parser", wanted));
    }

    /** How long the text is and where it is from. */
    String about() {
        RawText shown = raw.get();
        String length = Figures.count(shown.text().codePointCount(0, shown.text().length()), "character", "characters");
        return shown.source().isEmpty() ? length : length + ", " + shown.source();
    }
}
