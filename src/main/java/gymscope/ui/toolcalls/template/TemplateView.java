package gymscope.ui.toolcalls.template;

import gymscope.ui.controls.ActionButton;
import javafx.geometry.Orientation;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;

/** The template and what it is given at the left; the prompt and what lint finds at the right. */
public final class TemplateView extends SplitPane {

    private static final double LEFT_SHARE = 0.46;
    private static final double SOURCE_SHARE = 0.46;
    private static final double PROMPT_SHARE = 0.54;

    private final TemplateModel model;
    private final TemplateSourcePane source;
    private final ActionButton samples = new ActionButton("Samples", "mdi2t-text-box-outline", this::offerSamples).flat();

    public TemplateView(TemplateModel model) {
        this.model = model;
        getStyleClass().add("template-view");
        source = new TemplateSourcePane(model);
        SplitPane left = new SplitPane(source, new ConversationPane(model));
        left.setOrientation(Orientation.VERTICAL);
        left.setDividerPositions(SOURCE_SHARE);
        SplitPane right = new SplitPane(new PromptPane(model, source::showFault), new LintPane(model));
        right.setOrientation(Orientation.VERTICAL);
        right.setDividerPositions(PROMPT_SHARE);
        getItems().setAll(left, right);
        setDividerPositions(LEFT_SHARE);
    }

    /** The button that offers samples, for the screen's bar. */
    public ActionButton samplesButton() {
        return samples;
    }

    /** Puts the keyboard into the template. */
    public void focusText() {
        source.focusText();
    }

    private void offerSamples() {
        ContextMenu menu = new ContextMenu();
        for (TemplateSample sample : TemplateSample.all()) {
            menu.getItems().add(item("Template: " + sample.words(), () -> model.takeSample(sample)));
        }
        menu.getItems().add(new SeparatorMenuItem());
        for (TemplateSample.Conversation sample : TemplateSample.Conversation.values()) {
            menu.getItems().add(item("Conversation: " + sample.words(), () -> model.takeSample(sample)));
        }
        menu.show(samples, Side.BOTTOM, 0, 0);
    }

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }
}
