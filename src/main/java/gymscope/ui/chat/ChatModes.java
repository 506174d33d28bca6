package gymscope.ui.chat;

import gymscope.ui.chat.compare.CompareModel;
import gymscope.ui.chat.samples.SamplesModel;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/** Which mode is in front, and where what is written goes by it. UI thread only. */
final class ChatModes {

    private final ChatModel model;
    private final CompareModel compare;
    private final SamplesModel samples;
    private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(this, "mode", Mode.CONVERSATION);
    private final BooleanBinding busy;
    private final StringBinding verb;

    ChatModes(ChatModel model, CompareModel compare, SamplesModel samples) {
        this.model = model;
        this.compare = compare;
        this.samples = samples;
        this.busy = Bindings.createBooleanBinding(this::isBusy, mode, model.streamingProperty(), compare.runningProperty(),
                samples.runningProperty());
        this.verb = Bindings.createStringBinding(() -> switch (mode.get()) {
            case CONVERSATION -> "Send";
            case COMPARE -> "Send to all";
            case SAMPLES -> "Take %d samples".formatted(samples.countProperty().get());
        }, mode, samples.countProperty());
    }

    ObjectProperty<Mode> modeProperty() {
        return mode;
    }

    /** Whether something comes in that {@link #stop} ends. */
    ObservableValue<Boolean> busyProperty() {
        return busy;
    }

    /** What sending does now, as a verb. */
    ObservableValue<String> verbProperty() {
        return verb;
    }

    boolean isBusy() {
        return switch (mode.get()) {
            case CONVERSATION -> model.streamingProperty().get();
            case COMPARE -> compare.runningProperty().get();
            case SAMPLES -> samples.runningProperty().get();
        };
    }

    /** Sends what is written to where the mode wants it. */
    void send() {
        switch (mode.get()) {
            case CONVERSATION -> model.send();
            case COMPARE -> {
                if (!model.draft().isEmpty() && compare.ask(model.draft().turn())) {
                    model.draft().clear();
                }
            }
            case SAMPLES -> {
                if (samples.take(model.promptToSample())) {
                    model.draft().clear();
                }
            }
        }
    }

    /** Ends what comes in. */
    void stop() {
        switch (mode.get()) {
            case CONVERSATION -> model.stop();
            case COMPARE -> compare.stop();
            case SAMPLES -> samples.stop();
        }
    }

    /** Opens the comparison. */
    void openCompare() {
        compare.begin();
        mode.set(Mode.COMPARE);
    }
}
