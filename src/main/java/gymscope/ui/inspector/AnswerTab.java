package gymscope.ui.inspector;

import gymscope.ui.controls.Banner;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.ToolCallCard;
import gymscope.ui.controls.Words;
import gymscope.wire.Usage;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What the model said: reasoning, answer, tool calls, and how it ended. */
final class AnswerTab implements InspectorTab {

    private final VBox parts = new VBox();
    private final ScrollPane scroll = new ScrollPane(parts);

    AnswerTab() {
        parts.getStyleClass().add("inspector-body");
        scroll.setFitToWidth(true);
    }

    @Override
    public String name() {
        return "Answer";
    }

    @Override
    public Node node() {
        return scroll;
    }

    @Override
    public void show(ExchangeReading reading) {
        parts.getChildren().clear();
        String problem = reading.exchange().problem();
        if (problem != null) {
            parts.getChildren().add(Banner.danger(problem, "", "", null));
        }
        reading.parts().forEach(part -> parts.getChildren().add(node(part)));
        if (reading.parts().isEmpty() && problem == null) {
            parts.getChildren().add(Words.muted("The answer holds no text and no tool call; see Raw."));
        }
        if (!reading.finish().isEmpty()) {
            parts.getChildren().add(fact("Ended by", reading.finish()));
        }
        Usage usage = reading.usage();
        if (usage != null) {
            String cached = usage.cached() == null ? "" : ", %s cached".formatted(Figures.count(usage.cached()));
            parts.getChildren().add(fact("Tokens", "%s in%s, %s out".formatted(Figures.count(usage.input()), cached,
                    Figures.count(usage.output()))));
        }
    }

    private static Node node(ExchangeReading.Part part) {
        return switch (part) {
            case ExchangeReading.Reasoning reasoning ->
                new VBox(heading("Reasoning", "mdi2l-lightbulb-outline"), Words.paragraph(reasoning.text(), "muted"));
            case ExchangeReading.Content content ->
                new VBox(heading("Answer", "mdi2r-robot-outline"), Words.paragraph(content.text()));
            case ExchangeReading.Call call -> new ToolCallCard(call.call());
        };
    }

    private static Node heading(String words, String icon) {
        Label label = Words.label(words, "caption", "muted", "medium");
        label.setGraphic(Icon.tiny(icon));
        return label;
    }

    private static Node fact(String name, String value) {
        return new HBox(8, Words.muted(name), Words.label(value, "code"));
    }
}
