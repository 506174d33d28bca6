package gymscope.ui.toolcalls;

import gymscope.ui.controls.Figures;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.Words;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Goes through the text in chunks: what the parser knows after each. */
final class ReplayBar extends HBox {

    private static final Duration STEP = Duration.millis(60);

    private final IntegerProperty position = new SimpleIntegerProperty(this, "position");
    private final Slider slider = new Slider();
    private final Label count = Words.label("", "code");
    private final IconButton play = new IconButton("mdi2p-play", "Play", this::toggle);
    private final ComboBox<Replay.Cut> cut = new ComboBox<>();
    private final Timeline clock = new Timeline(new KeyFrame(STEP, event -> advance()));
    private int pieces;

    ReplayBar(ToolCallsModel model) {
        getStyleClass().add("replay-bar");
        clock.setCycleCount(Animation.INDEFINITE);
        slider.setAccessibleText("How much of the text the parser has read, in chunks");
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setBlockIncrement(1);
        HBox.setHgrow(slider, Priority.ALWAYS);
        count.setMinWidth(USE_PREF_SIZE);
        cut.setAccessibleText("How the text is cut");
        cut.setConverter(new StringConverter<>() {
            @Override
            public String toString(Replay.Cut one) {
                return one.words();
            }

            @Override
            public Replay.Cut fromString(String words) {
                throw new UnsupportedOperationException("The cuts are chosen, not typed: " + words);
            }
        });
        cut.valueProperty().bindBidirectional(model.cutProperty());
        getChildren().addAll(Words.muted("Replay in chunks"), play, slider, count, cut);
        slider.valueProperty().addListener((property, before, now) -> position.set((int) Math.round(now.doubleValue())));
        position.addListener((property, before, now) -> showCount());
        model.rawProperty().subscribe(raw -> {
            Replay.Cut chosen = cut.getValue();
            cut.getItems()
                    .setAll(raw.pieces().isEmpty()
                            ? List.of(Replay.Cut.CHARACTER, Replay.Cut.WORD, Replay.Cut.LINE)
                            : List.of(Replay.Cut.values()));
            cut.setValue(chosen);
        });
        model.replayProperty().subscribe(this::show);
    }

    /** After how many chunks the result is shown. */
    IntegerProperty positionProperty() {
        return position;
    }

    private void show(@Nullable Replay replay) {
        clock.stop();
        play.become("mdi2p-play", "Play");
        pieces = replay == null ? 0 : replay.pieces().size();
        slider.setMax(Math.max(1, pieces));
        slider.setValue(pieces);
        setDisable(replay == null || pieces == 0);
        showCount();
    }

    private void showCount() {
        count.setText("%s of %s".formatted(Figures.count(position.get()), Figures.count(pieces)));
    }

    private void toggle() {
        if (clock.getStatus() == Animation.Status.RUNNING) {
            clock.stop();
            play.become("mdi2p-play", "Play");
            return;
        }
        if (position.get() >= pieces) {
            slider.setValue(0);
        }
        play.become("mdi2p-pause", "Pause");
        clock.play();
    }

    private void advance() {
        if (position.get() >= pieces) {
            toggle();
        } else {
            slider.setValue(position.get() + 1);
        }
    }
}
