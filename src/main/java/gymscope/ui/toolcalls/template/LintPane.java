package gymscope.ui.toolcalls.template;

import gymscope.templates.lint.Finding;
import gymscope.templates.lint.Severity;
import gymscope.ui.controls.PaneHeader;
import gymscope.ui.controls.VerdictIcon;
import gymscope.ui.controls.Words;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What lint finds, the weightiest first, and whether the shown conversation's prompts grow by appending. */
final class LintPane extends BorderPane {

    private static final String OWN = "own";

    private final TemplateModel model;
    private final Label about = Words.muted("");
    private final VBox lines = new VBox();
    private final ScrollPane scroll = new ScrollPane(lines);
    private @Nullable String opened;
    private boolean chosen;

    LintPane(TemplateModel model) {
        this.model = model;
        getStyleClass().add("template-lint");
        scroll.setFitToWidth(true);
        lines.getStyleClass().add("findings");
        about.setMinWidth(0);
        PaneHeader header = new PaneHeader("Lint").about(about);
        header.getStyleClass().add("line-top");
        setTop(header);
        setCenter(scroll);
        model.lintProperty().subscribe(report -> fill());
        model.checkingProperty().subscribe(checking -> describe());
        model.templatesProperty().addListener((property, before, now) -> {
            if (!before.origin().equals(now.origin()) || !before.chosen().equals(now.chosen())) {
                chosen = false;
            }
        });
    }

    private void fill() {
        LintReport report = model.lintProperty().get();
        if (!chosen) {
            opened = report.findings().stream().filter(finding -> finding.severity() != Severity.NOTE)
                    .filter(finding -> finding.evidence() != null).map(Finding::id).findFirst().orElse(null);
        }
        lines.getChildren().clear();
        Finding own = report.own();
        if (own != null) {
            lines.getChildren().add(line(own, "In this conversation", OWN));
        } else if (model.renderingProperty().get() instanceof Rendering.Prompt prompt && prompt.messages().size() > 1
                && report.unchecked().isEmpty()) {
            HBox good = new HBox(new VerdictIcon(VerdictIcon.Kind.PASS),
                    Words.label("In this conversation each prompt begins with the one before it and its answer.", "small"));
            good.getStyleClass().add("finding-head");
            lines.getChildren().add(good);
        }
        report.findings().forEach(finding -> lines.getChildren().add(line(finding, "", finding.id())));
        describe();
    }

    private FindingLine line(Finding finding, String where, String key) {
        return new FindingLine(finding, where, key.equals(opened), () -> turn(key), model::takeMessages);
    }

    private void turn(String key) {
        chosen = true;
        opened = key.equals(opened) ? null : key;
        fill();
    }

    private void describe() {
        boolean nothing = model.renderingProperty().get() instanceof Rendering.Nothing;
        about.setText(nothing ? "" : model.checkingProperty().get() ? "checking…" : model.lintProperty().get().summary());
    }

    /** The lines as they are shown. */
    List<FindingLine> findings() {
        return lines.getChildren().stream().filter(FindingLine.class::isInstance).map(FindingLine.class::cast).toList();
    }
}
