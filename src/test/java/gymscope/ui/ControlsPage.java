package gymscope.ui;

import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Badge;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.Columns;
import gymscope.ui.controls.EmptyState;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.KeyHint;
import gymscope.ui.controls.LinkButton;
import gymscope.ui.controls.PartsBar;
import gymscope.ui.controls.ScreenBar;
import gymscope.ui.controls.SegmentedToggle;
import gymscope.ui.controls.StateDot;
import gymscope.ui.controls.Toast;
import gymscope.ui.controls.Tone;
import gymscope.ui.controls.ToolCallCard;
import gymscope.ui.controls.VerdictIcon;
import gymscope.ui.controls.Words;
import gymscope.ui.controls.charts.Histogram;
import gymscope.ui.controls.charts.PassAtK;
import gymscope.ui.controls.charts.StepLine;
import gymscope.ui.controls.charts.TimePlot;
import gymscope.ui.controls.tokens.HeatLegend;
import gymscope.ui.controls.tokens.Quantity;
import gymscope.ui.controls.tokens.TokenSurface;
import gymscope.wire.ToolCall;
import java.util.List;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Every control of ours in every state on one page, after the picture of the same name. */
final class ControlsPage extends VBox {

    private record Row(String name, String reward, String state) {}

    ControlsPage() {
        getStyleClass().add("page");
        VBox left = new VBox(13, buttons(), states(), fields(), serverStates(), verdicts(), badges(), channels(), hardTokens(),
                progress(), toolCall());
        left.setMinWidth(860);
        left.setMaxWidth(860);
        VBox right = new VBox(13, banners(), new HBox(16, tables(), empty()), toast(), charts(), dialog());
        HBox.setHgrow(right, Priority.ALWAYS);
        HBox columns = new HBox(36, left, right);
        columns.setStyle("-fx-padding: 12px 16px 12px 16px");
        ScreenBar bar = new ScreenBar("Controls").about(Words.muted("every control of ours in every state"));
        getChildren().addAll(bar, columns);
    }

    private static Node buttons() {
        return block("Buttons: one primary at most per screen", row(new ActionButton("Run", "mdi2p-play", () -> {}).primary(),
                new ActionButton("Stop", "mdi2s-stop", () -> {}), new ActionButton("Copy", "mdi2c-content-copy", () -> {}).flat(),
                new ActionButton("Delete run…", "mdi2t-trash-can-outline", () -> {}).danger(),
                new ActionButton("Small", null, () -> {}).small(), new IconButton("mdi2d-dots-horizontal", "More", () -> {}),
                new SegmentedToggle<>(List.of("All", "Warnings 1", "Errors 1"), name -> name, "All")));
    }

    private static Node states() {
        ActionButton hover = new ActionButton("Hover", "mdi2r-replay", () -> {});
        hover.getStyleClass().add("shown-hover");
        ActionButton focus = new ActionButton("Focus", "mdi2r-replay", () -> {});
        focus.getStyleClass().add("shown-focus");
        ActionButton on = new ActionButton("On", "mdi2r-replay", () -> {});
        on.setPressedLook(true);
        ActionButton disabled = new ActionButton("Disabled", "mdi2r-replay", () -> {});
        disabled.setDisable(true);
        return block("States", row(new ActionButton("Rest", "mdi2r-replay", () -> {}), hover, focus, on, disabled));
    }

    private static Node fields() {
        TextField wrong = field("2.4");
        wrong.pseudoClassStateChanged(PseudoClass.getPseudoClass("invalid"), true);
        TextField off = field("");
        off.setPromptText("Not offered");
        off.setDisable(true);
        return block("Fields: rest, focus, error, disabled", row(field("0.7"), field("http://127"), wrong, off),
                Words.label("top_p is between 0 and 1", "field-problem"));
    }

    private static TextField field(String text) {
        TextField field = new TextField(text);
        field.getStyleClass().add("code");
        field.setMaxWidth(132);
        return field;
    }

    private static Node serverStates() {
        return block("Server state: shape, colour and word", row(List.of(StateDot.State.values()).stream().map(kind -> {
            HBox state = row(new StateDot(kind), new Label(kind.word()));
            state.setSpacing(7);
            return state;
        }).toArray(Node[]::new)));
    }

    private static Node verdicts() {
        return block("Verdict", row(List.of(VerdictIcon.Kind.values()).stream().map(kind -> {
            Label word = Words.label(kind.word(), "toned");
            kind.tone().applyTo(word);
            return row(new VerdictIcon(kind), word);
        }).toArray(Node[]::new)));
    }

    private static Node badges() {
        return block("Badges",
                row(Badge.status(200), Badge.warning("seed: ignored"), new Badge("1 schema error", Tone.FAIL, "mdi2c-close"),
                        new Badge("default", Tone.NEUTRAL), new Badge("override", Tone.INFO),
                        new Badge("reasoning", Tone.REASONING),
                        new Badge("tool name", Tone.TOOL_NAME), new Badge("tool argument", Tone.TOOL_ARGUMENT)));
    }

    private static Node channels() {
        TokenSurface plain = new TokenSurface(TokenSurface.Size.INSPECTOR);
        plain.colouredProperty().set(false);
        plain.setTrace(SampleTrace.toolCall());
        return block("Channels: rule under the token; the fill is left to the quantity", plain);
    }

    private static Node hardTokens() {
        TokenSurface surface = new TokenSurface(TokenSurface.Size.CHAT);
        surface.setTrace(SampleTrace.hard());
        surface.streamingProperty().set(true);
        return block("Parts of characters, control characters, characters without a font", surface,
                new HeatLegend(Quantity.SURPRISAL));
    }

    private static Node progress() {
        PartsBar bar = new PartsBar().thick();
        bar.setParts(List.of(new PartsBar.Part(PartsBar.Kind.DONE, .622), new PartsBar.Part(PartsBar.Kind.FAILED, .01),
                new PartsBar.Part(PartsBar.Kind.RUNNING, .016)));
        return block("Progress: done, failed, running, waiting", bar);
    }

    private static Node toolCall() {
        ToolCallCard card = new ToolCallCard(new ToolCall("call_1", "get_order", "{\"order_id\": \"A-2291\"}", null))
                .badge(new Badge("matches the schema", Tone.PASS, "mdi2c-check")).tokens("41–66", 0.83)
                .answer("{\"status\": \"delivered\", \"total\": 48.60}", Words.muted("Answered by"),
                        Words.label("ticket_triage", "small"),
                        Words.label("4 ms", "code", "muted"));
        return block("Tool call", card);
    }

    private static Node banners() {
        return block("Banners: what is wrong, where, what to do",
                new VBox(8, Banner.danger("azure_eval did not start.", "default_query.api-version is not set.",
                        "Set it in azure.yaml, line 8, or as an override.",
                        new ActionButton("Set api-version", null, () -> {}).small()),
                        Banner.warning("No token is required.", "Any program on this machine can use them.",
                                new ActionButton("Require a token", null, () -> {}).small()),
                        Banner.information("The run was cut off at 412 of 512. Nothing is lost; 100 rollouts are left.",
                                new ActionButton("Resume", "mdi2p-play", () -> {}).small())));
    }

    private static Node tables() {
        TableView<Row> table = new TableView<>();
        table.getStyleClass().add("dense");
        table.getColumns().add(Columns.text("Row", 100, Row::name, "first"));
        table.getColumns().add(Columns.number("Reward", 70, Row::reward));
        table.getColumns().add(Columns.text("State", 100, Row::state));
        table.getItems().setAll(new Row("Rest", "0.8", "Done"), new Row("Other", "1.0", "Done"),
                new Row("Selected", "0.6", "Done"),
                new Row("Failed", "–", "Tool timeout"));
        table.getSelectionModel().select(2);
        table.setMinWidth(272);
        table.setMaxHeight(126);
        return block("Table rows", table);
    }

    private static Node empty() {
        return block("Empty", new EmptyState("mdi2s-swap-horizontal", "No traffic yet",
                "Every exchange is kept here,\nto search, replay and compare.",
                new ActionButton("Send a sample request", "mdi2s-send", () -> {}).small()));
    }

    private static Node toast() {
        return block("Toast: for what happened elsewhere, 4 s; keys",
                row(new Toast(Tone.PASS, "Report saved", new LinkButton("Show", () -> {})), new KeyHint("Ctrl K"),
                        new KeyHint("Esc"),
                        Icon.small("mdi2c-chevron-down"), Icon.of("mdi2w-wrench-outline"), Icon.large("mdi2c-cube-outline")));
    }

    private static Node charts() {
        Histogram histogram = new Histogram();
        histogram.show(List.of("0", ".2", ".4", ".6", ".8", "1"), List.of(74, 38, 61, 97, 142, 225), 0.673);
        PassAtK pass = new PassAtK();
        pass.show(List.of(new PassAtK.Point(1, .353), new PassAtK.Point(2, .474), new PassAtK.Point(4, .586),
                new PassAtK.Point(8, .689)));
        StepLine steps = new StepLine();
        steps.show(List.of(new StepLine.Step(0, 2, ""), new StepLine.Step(.1, 4, ""), new StepLine.Step(.2, 8, ""),
                new StepLine.Step(.3, 6, "2 timeouts"), new StepLine.Step(.7, 12, "")), "13:19", "14:04");
        TimePlot requests = TimePlot.bars("");
        requests.show(List.of(IntStream.range(0, 60).mapToDouble(i -> 2.5 + 1.5 * Math.sin(i / 8.0)).toArray()), List.of());
        TimePlot latency = TimePlot.lines(" ms");
        latency.show(List.of(IntStream.range(0, 60).mapToDouble(i -> 0.3 + 0.02 * Math.sin(i)).toArray(),
                IntStream.range(0, 60).mapToDouble(i -> 1.8 + 0.3 * Math.sin(i * 1.7)).toArray()),
                List.of("13:49", "13:56", "14:04"));
        HBox first = new HBox(20, histogram, pass, steps);
        HBox second = new HBox(20, requests, latency);
        first.getChildren().forEach(chart -> HBox.setHgrow(chart, Priority.ALWAYS));
        second.getChildren().forEach(chart -> HBox.setHgrow(chart, Priority.ALWAYS));
        return block("Charts", first, second);
    }

    private static Node dialog() {
        HBox buttons = row(new ActionButton("Cancel", null, () -> {}),
                new ActionButton("Drain instead", "mdi2w-water-outline", () -> {}),
                new ActionButton("Stop now", null, () -> {}).dangerous());
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox card = new VBox(6, Words.label("Stop the run and its 12 rollouts?", "title"),
                Words.paragraph(
                        "643 finished rollouts stay. The 12 running ones are dropped and start again when the run is resumed.",
                        "small"),
                buttons);
        card.getStyleClass().addAll("popup-card", "dialog-card");
        return block("Dialog: only where work would be lost", card);
    }

    private static HBox row(Node... parts) {
        HBox row = new HBox(8, parts);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static VBox block(String name, Node... parts) {
        VBox block = new VBox(6, Words.label(name, "caption", "muted", "medium"));
        block.getChildren().addAll(parts);
        return block;
    }
}
