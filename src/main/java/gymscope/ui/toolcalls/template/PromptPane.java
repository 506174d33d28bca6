package gymscope.ui.toolcalls.template;

import gymscope.templates.TemplateFault;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.CodeView;
import gymscope.ui.controls.EmptyState;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.LinkButton;
import gymscope.ui.controls.PaneHeader;
import gymscope.ui.controls.Words;
import gymscope.wire.Fault;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.jspecify.annotations.Nullable;

/** The prompt, each piece in the colour of what it is, beside each line whose it is. */
final class PromptPane extends BorderPane {

    private static final int MOST_COLOURED = 400_000;

    private final TemplateModel model;
    private final Consumer<TemplateFault> showFault;
    private final CodeView code = CodeView.plainReader();
    private final Label about = Words.muted("");
    private final Label origin = Words.label("", "small", "muted", "code");
    private final LinkButton count;
    private final IconButton copy = new IconButton("mdi2c-content-copy", "Copy the prompt", this::copy).small();
    private final FlowPane legend = new FlowPane();
    private final BorderPane body = new BorderPane();
    private @Nullable PromptText shown;

    /**
     * @param showFault shows a fault's place in the template
     */
    PromptPane(TemplateModel model, Consumer<TemplateFault> showFault) {
        this.model = model;
        this.showFault = showFault;
        getStyleClass().add("template-prompt");
        CodeArea area = code.area();
        area.setAccessibleText("Prompt");
        area.setWrapText(true);
        area.setParagraphGraphicFactory(this::gutter);
        area.caretPositionProperty().addListener((property, before, now) -> showOrigin(now));
        about.setMinWidth(0);
        origin.setMinWidth(0);
        count = new LinkButton("Count tokens", this::countTokens);
        count.setMinWidth(USE_PREF_SIZE);
        legend.getStyleClass().add("part-legend");
        setTop(new PaneHeader("Prompt").about(about).actions(origin, count, copy));
        setCenter(body);
        model.renderingProperty().subscribe(rendering -> show());
        model.count().wordsProperty().subscribe(tokens -> describe());
        model.count().offeredProperty().subscribe(offered -> describe());
    }

    private void show() {
        switch (model.renderingProperty().get()) {
            case Rendering.Nothing _ -> showNothing();
            case Rendering.Prompt prompt -> showPrompt(prompt.text());
            case Rendering.Problem problem -> showProblem(problem);
        }
        describe();
    }

    private void showNothing() {
        shown = null;
        body.setTop(null);
        body.setBottom(null);
        body.setCenter(new EmptyState("mdi2t-text-box-outline", "No template yet",
                "Open a chat template, or drop one at the left: the prompt that it makes of a conversation stands here, with what it "
                        + "does that surprises.",
                new ActionButton("Try a sample", "mdi2p-play", () -> model.takeSample(TemplateSample.THINKING))));
    }

    private void showPrompt(PromptText text) {
        boolean same = shown != null && shown.text().equals(text.text()) && shown.owners().equals(text.owners());
        shown = text;
        body.setTop(null);
        body.setCenter(code);
        body.setBottom(legend);
        code.getStyleClass().remove("stale");
        if (!same) {
            code.showText(text.text());
        }
        colour(text);
        legend.getChildren().setAll(text.parts().stream()
                .map(part -> Words.label(part.words(), "small", "legend-part", part.styleClass())).toList());
        showOrigin(code.area().getCaretPosition());
    }

    private void showProblem(Rendering.Problem problem) {
        TemplateFault fault = problem.inTemplate();
        ActionButton button = fault == null
                ? null
                : new ActionButton("Show line " + fault.line(), null, () -> showFault.accept(fault)).small();
        String where = switch (problem.place()) {
            case TEMPLATE -> "";
            case MESSAGES -> "The messages can't be read.";
            case TOOLS -> "The tools can't be read.";
            case VARIABLES -> "The variables can't be read.";
            case CLOCK -> "The clock can't be read.";
        };
        Banner banner = where.isEmpty()
                ? Banner.fault(problem.fault(), button)
                : Banner.danger(where, Fault.sentenceOf(problem.fault()), hint(problem), null);
        body.setTop(banner);
        if (shown == null) {
            body.setCenter(null);
            body.setBottom(null);
        } else if (!code.getStyleClass().contains("stale")) {
            code.getStyleClass().add("stale");
        }
    }

    private static String hint(Rendering.Problem problem) {
        return problem.fault().hint();
    }

    private void colour(PromptText text) {
        CodeArea area = code.area();
        int length = area.getLength();
        if (length == 0 || length > MOST_COLOURED || length != text.text().length()) {
            return;
        }
        StyleSpansBuilder<Collection<String>> styles = new StyleSpansBuilder<>();
        int at = 0;
        for (PromptText.Piece piece : text.pieces()) {
            if (piece.start() > at) {
                styles.add(List.of(), piece.start() - at);
            }
            styles.add(List.of(piece.part().styleClass()), piece.end() - piece.start());
            at = piece.end();
        }
        if (length > at) {
            styles.add(List.of(), length - at);
        }
        area.setStyleSpans(0, styles.create());
    }

    /** The line's number, and whose it is where that changes. */
    private Node gutter(int line) {
        String owner = shown == null || line >= shown.owners().size() ? "" : shown.owners().get(line);
        HBox gutter = new HBox(Words.label(owner, "prompt-owner"), Words.label(String.valueOf(line + 1), "prompt-line"));
        gutter.getStyleClass().add("prompt-gutter");
        return gutter;
    }

    private void showOrigin(int caret) {
        String from = shown == null || !code.area().isFocused() ? null : shown.originOf(caret);
        origin.setText(Objects.requireNonNullElse(from, ""));
    }

    private void describe() {
        Rendering rendering = model.renderingProperty().get();
        String tokens = model.count().wordsProperty().get();
        about.setText(switch (rendering) {
            case Rendering.Nothing _ -> "";
            case Rendering.Problem _ -> shown == null ? "" : "as it was before";
            case Rendering.Prompt prompt -> {
                String text = prompt.text().text();
                String size = Figures.count(text.codePointCount(0, text.length()), "character", "characters");
                yield (tokens.isEmpty() ? size : size + ", " + tokens) + ", rendered in " + Figures.duration(prompt.took());
            }
        });
        boolean there = rendering instanceof Rendering.Prompt;
        boolean countable = there && model.count().offeredProperty().get();
        count.setVisible(countable);
        count.setManaged(countable);
        copy.setVisible(there);
    }

    private void countTokens() {
        if (model.renderingProperty().get() instanceof Rendering.Prompt prompt) {
            model.count().count(prompt.text().text());
        }
    }

    private void copy() {
        if (shown != null) {
            Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, shown.text()));
        }
    }
}
