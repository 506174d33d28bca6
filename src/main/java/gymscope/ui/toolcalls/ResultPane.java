package gymscope.ui.toolcalls;

import gymscope.parsing.ArgumentCheck;
import gymscope.parsing.ParsedAnswer;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.CodeView;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.PaneHeader;
import gymscope.ui.controls.SchemaBadge;
import gymscope.ui.controls.SegmentedToggle;
import gymscope.ui.controls.ToolCallCard;
import gymscope.ui.controls.VerdictIcon;
import gymscope.ui.controls.Words;
import gymscope.wire.Json;
import gymscope.wire.Span;
import gymscope.wire.ToolCall;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A parser's result: its calls with what their schemas say, content, reasoning, or all as JSON. */
final class ResultPane extends BorderPane {

    /** What is shown of the result. */
    private enum Aspect {
        CALLS, CONTENT, REASONING, JSON
    }

    private final ToolCallsModel model;
    private ParsedAnswer shown = nothing();
    private final SegmentedToggle<Aspect> aspect = new SegmentedToggle<>(List.of(Aspect.values()), this::words, Aspect.CALLS);
    private final Label name = Words.label("", "code");
    private final Label why = Words.muted("");
    private final PaneHeader header = new PaneHeader("Result").lead(name).about(why).actions(aspect);
    private final VBox calls = new VBox();
    private final ScrollPane scroll = new ScrollPane(calls);
    private final CodeView code = CodeView.reader();
    private String sentence = "";
    private VerdictIcon.Kind verdict = VerdictIcon.Kind.WAITING;

    ResultPane(ToolCallsModel model) {
        this.model = model;
        getStyleClass().add("parse-result");
        header.getStyleClass().add("line-top");
        name.setMinWidth(USE_PREF_SIZE);
        why.setMinWidth(0);
        calls.getStyleClass().add("inspector-body");
        scroll.setFitToWidth(true);
        setTop(header);
        setCenter(scroll);
        aspect.setAccessibleText("What is shown of the result");
        aspect.valueProperty().addListener((property, before, now) -> fill());
    }

    /**
     * Shows a result.
     *
     * @param parser whose result it is
     * @param answer the result, or what is known of it in a replay
     * @param remark a sentence under the calls, may be empty
     * @param good whether the remark says that all is well; null while a replay is under way
     */
    void show(TriedParser parser, ParsedAnswer answer, String remark, @Nullable Boolean good) {
        name.setText(parser.name());
        why.setText(parser.why());
        why.setTooltip(new Tooltip(parser.why()));
        shown = answer;
        sentence = remark;
        verdict = good == null ? VerdictIcon.Kind.RUNNING : good ? VerdictIcon.Kind.PASS : VerdictIcon.Kind.WARN;
        aspect.refreshNames();
        fill();
    }

    private void fill() {
        switch (aspect.getValue()) {
            case CALLS -> fillCalls();
            case CONTENT -> showText(shown.content(), "The content is null.");
            case REASONING -> showText(shown.reasoning(), "The reasoning is null.");
            case JSON -> {
                code.showText(Json.pretty(json(shown)));
                setCenter(code);
            }
        }
    }

    private void fillCalls() {
        calls.getChildren().setAll(model.judged(shown).stream().map(ResultPane::card).toList());
        if (shown.toolCalls().isEmpty()) {
            calls.getChildren().add(Words.paragraph(shown.toolsCalled()
                    ? "No call, though the parser says that there are some: a client gets neither calls nor their text."
                    : "No call.", "muted"));
        }
        if (!sentence.isEmpty()) {
            Label words = Words.paragraph(sentence);
            HBox line = new HBox(new VerdictIcon(verdict), words);
            line.getStyleClass().add("result-remark");
            calls.getChildren().add(line);
        }
        setCenter(scroll);
    }

    private void showText(@Nullable String text, String otherwise) {
        if (text == null) {
            VBox body = new VBox(Words.paragraph(otherwise, "muted"));
            body.getStyleClass().add("inspector-body");
            setCenter(body);
        } else {
            code.showText(text);
            setCenter(code);
        }
    }

    private static Node card(JudgedCall judged) {
        ArgumentCheck.Result result = judged.result();
        ToolCallCard card = new ToolCallCard(judged.call()).badge(SchemaBadge.of(result));
        Span span = judged.call().span();
        if (span != null) {
            card.place("characters", "%s–%s".formatted(Figures.count(span.start()), Figures.count(span.end())));
        }
        for (ArgumentCheck.Problem problem : result.problems()) {
            card.problem(Banner.danger(problem.pointer(), problem.sentence(), "", null));
        }
        return card;
    }

    private String words(Aspect one) {
        return switch (one) {
            case CALLS -> "Calls " + shown.toolCalls().size();
            case CONTENT -> "Content";
            case REASONING -> "Reasoning";
            case JSON -> "JSON";
        };
    }

    private static ParsedAnswer nothing() {
        return new ParsedAnswer(null, null, List.of(), List.of());
    }

    private static ObjectNode json(ParsedAnswer answer) {
        ObjectNode json = Json.object().put("reasoning", answer.reasoning()).put("content", answer.content());
        ArrayNode list = json.putArray("tool_calls");
        for (ToolCall call : answer.toolCalls()) {
            ObjectNode function = list.addObject().put("id", call.id()).put("type", "function").putObject("function");
            function.put("name", call.name()).put("arguments", call.arguments());
        }
        return json;
    }
}
