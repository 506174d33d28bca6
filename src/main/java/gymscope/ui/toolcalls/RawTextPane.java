package gymscope.ui.toolcalls;

import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.Segment;
import gymscope.ui.controls.CodeView;
import gymscope.ui.controls.PaneHeader;
import gymscope.ui.controls.Syntax;
import gymscope.ui.controls.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.jspecify.annotations.Nullable;

/** The raw text, to type and paste into, with the chosen parser's reading in the channels' colours. */
final class RawTextPane extends BorderPane {

    private static final int MOST_COLOURED = 200_000;

    private final ToolCallsModel model;
    private final CodeView code;
    private final Label about = Words.muted("");
    private int read = Integer.MAX_VALUE;

    RawTextPane(ToolCallsModel model) {
        this.model = model;
        getStyleClass().add("raw-text");
        code = CodeView.editor(Syntax.PLAIN, model.rawProperty().get().text(), model::edit);
        code.getStyleClass().remove("code-frame");
        CodeArea area = code.area();
        area.setAccessibleText("Raw model text");
        area.setWrapText(true);
        area.setParagraphGraphicFactory(LineNumberFactory.get(area));
        about.setMinWidth(0);
        setTop(new PaneHeader("Raw text").about(about));
        setCenter(code);
        setBottom(legend());
        model.rawProperty().subscribe(this::show);
        model.chosenProperty().addListener((property, before, now) -> colour());
    }

    /** Puts the keyboard into the text. */
    void focusText() {
        code.area().requestFocus();
    }

    /** Shows how much of the text was read in a replay, in characters. */
    void showRead(int characters) {
        if (read != characters) {
            read = characters;
            colour();
        }
    }

    private void show(RawText raw) {
        about.setText(model.about());
        if (!code.text().equals(raw.text())) {
            code.showText(raw.text());
        }
        colour();
    }

    private void colour() {
        CodeArea area = code.area();
        int length = area.getLength();
        if (length == 0 || length > MOST_COLOURED) {
            return;
        }
        TriedParser parser = model.chosenProperty().get();
        ParsedAnswer answer = parser == null ? null : parser.answer();
        StyleSpansBuilder<Collection<String>> styles = new StyleSpansBuilder<>();
        int at = 0;
        for (Segment segment : answer == null ? List.<Segment>of() : answer.segments()) {
            int end = Math.min(segment.span().end(), length);
            if (segment.span().start() == at && end > at) {
                add(styles, at, end, segment.part());
                at = end;
            }
        }
        if (at < length) {
            add(styles, at, length, null);
        }
        area.setStyleSpans(0, styles.create());
    }

    /** What the replay has not reached yet is grey. */
    private void add(StyleSpansBuilder<Collection<String>> styles, int from, int to, @Nullable Part part) {
        int known = Math.clamp(read, from, to);
        if (known > from) {
            styles.add(part == null ? List.of() : List.of(styleClass(part)), known - from);
        }
        if (to > known) {
            styles.add(List.of("part-unread"), to - known);
        }
    }

    private static HBox legend() {
        List<Label> names = new ArrayList<>();
        for (Part part : Part.values()) {
            names.add(Words.label(words(part), "small", "legend-part", styleClass(part)));
        }
        HBox legend = new HBox();
        legend.getStyleClass().add("part-legend");
        legend.getChildren().addAll(names);
        return legend;
    }

    private static String words(Part part) {
        return switch (part) {
            case REASONING -> "reasoning";
            case CONTENT -> "content";
            case TOOL_NAME -> "tool name";
            case TOOL_ARGUMENTS -> "tool argument";
            case MARKUP -> "markup, in no field";
        };
    }

    private static String styleClass(Part part) {
        return switch (part) {
            case REASONING -> "part-reasoning";
            case CONTENT -> "part-content";
            case TOOL_NAME -> "part-tool-name";
            case TOOL_ARGUMENTS -> "part-tool-argument";
            case MARKUP -> "part-markup";
        };
    }
}
