package gymscope.ui.toolcalls.template;

import gymscope.templates.TemplateFault;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.CodeView;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.PaneHeader;
import gymscope.ui.controls.Syntax;
import gymscope.ui.controls.Words;
import java.io.File;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.stage.FileChooser;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.jspecify.annotations.Nullable;

/** The template's text, to type, open and drop; a fault's place is marked in it. */
final class TemplateSourcePane extends BorderPane {

    private static final int MOST_COLOURED = 400_000;

    private final TemplateModel model;
    private final CodeView code;
    private final Label about = Words.muted("");
    private final ComboBox<String> names = new ComboBox<>();
    private int marked = -1;
    private boolean filling;

    TemplateSourcePane(TemplateModel model) {
        this.model = model;
        getStyleClass().add("template-source");
        code = CodeView.editor(Syntax.JINJA, model.templatesProperty().get().text(), model::edit);
        code.getStyleClass().remove("code-frame");
        CodeArea area = code.area();
        area.setAccessibleText("Chat template");
        area.setParagraphGraphicFactory(LineNumberFactory.get(area));
        about.setMinWidth(0);
        names.getStyleClass().add("small-control");
        names.setAccessibleText("Templates of the file");
        names.setOnAction(event -> choose());
        setTop(new PaneHeader("Template").about(about, names)
                .actions(new ActionButton("Open…", "mdi2f-folder-outline", this::open)
                        .small().flat()
                        .tip("A .jinja file, a tokenizer_config.json or a GGUF file; it can be dropped here too")));
        setCenter(code);
        FileDrop.on(this, model::open);
        model.templatesProperty().subscribe(this::show);
        model.renderingProperty().subscribe(rendering -> mark());
    }

    /** Puts the keyboard into the text. */
    void focusText() {
        code.area().requestFocus();
    }

    /** Shows the place of the fault. */
    void showFault(TemplateFault fault) {
        CodeArea area = code.area();
        int line = Math.clamp(fault.line() - 1, 0, area.getParagraphs().size() - 1);
        area.moveTo(line, Math.clamp(fault.column() - 1, 0, area.getParagraphLength(line)));
        area.requestFollowCaret();
        area.requestFocus();
    }

    private void open() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open a chat template");
        chooser.getExtensionFilters().addAll(
                new FileChooser.ExtensionFilter("Chat templates", "*.jinja", "*.jinja2", "*.j2", "*.json", "*.gguf", "*.txt"),
                new FileChooser.ExtensionFilter("All files", "*"));
        File file = chooser.showOpenDialog(getScene().getWindow());
        if (file != null) {
            model.open(file.toPath());
        }
    }

    private void choose() {
        String name = names.getValue();
        if (!filling && name != null) {
            model.choose(name);
        }
    }

    private void show(TemplateSet set) {
        if (!code.text().equals(set.text())) {
            code.showText(set.text());
        }
        long lines = set.text().lines().count();
        String size = set.isEmpty() ? "none yet" : Figures.count(lines, "line", "lines");
        about.setText(set.origin().isEmpty() ? size : size + ", " + set.origin());
        filling = true;
        boolean several = set.names().size() > 1;
        names.setVisible(several);
        names.setManaged(several);
        names.getItems().setAll(set.names());
        names.setValue(set.chosen());
        filling = false;
    }

    private void mark() {
        CodeArea area = code.area();
        if (marked >= 0) {
            if (marked < area.getParagraphs().size()) {
                area.setParagraphStyle(marked, List.of());
            }
            if (area.getLength() > 0 && area.getLength() <= MOST_COLOURED) {
                area.setStyleSpans(0, Syntax.JINJA.styles(area.getText()));
            }
            marked = -1;
        }
        TemplateFault fault = fault();
        if (fault != null && fault.line() <= area.getParagraphs().size()) {
            marked = fault.line() - 1;
            area.setParagraphStyle(marked, List.of("fault-line"));
            int length = area.getParagraphLength(marked);
            int from = Math.clamp(fault.column() - 1, 0, length);
            int to = endOfWord(area.getParagraph(marked).getText(), from);
            if (to > from) {
                area.setStyle(marked, from, to, List.of("fault-mark"));
            }
        }
    }

    private @Nullable TemplateFault fault() {
        return model.renderingProperty().get() instanceof Rendering.Problem problem ? problem.inTemplate() : null;
    }

    private static int endOfWord(String line, int from) {
        int end = from;
        while (end < line.length() && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '_')) {
            end++;
        }
        return Math.min(line.length(), Math.max(end, from + 1));
    }
}
