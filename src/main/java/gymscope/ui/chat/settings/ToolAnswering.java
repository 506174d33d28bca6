package gymscope.ui.chat.settings;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who answers tool calls, and how often at most without being asked. UI thread only. */
public final class ToolAnswering {

    /** Who answers. */
    public enum Mode {
        /** The user, in the call's card. */
        BY_HAND("By hand"),
        /** A text, the same for each call. */
        FIXED("Fixed answer"),
        /** An environment's tools. */
        ENVIRONMENT("Environment");

        private final String words;

        Mode(String words) {
            this.words = words;
        }

        /** The choice's words. */
        public String words() {
            return words;
        }
    }

    /** How many rounds of calls are answered in a row when nothing else is set. */
    public static final int ROUNDS = 8;

    private static final int MOST_ROUNDS = 1000;

    private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(this, "mode", Mode.BY_HAND);
    private final StringProperty fixed = new SimpleStringProperty(this, "fixed", "{\"status\": \"ok\"}");
    private final StringProperty environment = new SimpleStringProperty(this, "environment", "example_single_tool_call");
    private final StringProperty rounds = new SimpleStringProperty(this, "rounds", Integer.toString(ROUNDS));

    public ObjectProperty<Mode> modeProperty() {
        return mode;
    }

    /** The fixed answer. */
    public StringProperty fixedProperty() {
        return fixed;
    }

    /** The environment's name. */
    public StringProperty environmentProperty() {
        return environment;
    }

    /** How many rounds of calls are answered in a row, as typed. */
    public StringProperty roundsProperty() {
        return rounds;
    }

    /** Runs after each change. */
    public void onChange(Runnable listener) {
        mode.subscribe(listener);
        fixed.subscribe(listener);
        environment.subscribe(listener);
        rounds.subscribe(listener);
    }

    /** Whether calls are answered without the user. */
    public boolean isAutomatic() {
        return mode.get() != Mode.BY_HAND;
    }

    /**
     * How many rounds of calls are answered in a row.
     *
     * @throws Fault when what is typed is no such number
     */
    public int mostRounds() {
        try {
            int most = Integer.parseInt(rounds.get().strip());
            if (most >= 1 && most <= MOST_ROUNDS) {
                return most;
            }
        } catch (NumberFormatException notOne) {
            // It is said below.
        }
        throw new Fault("The bound on rounds of tool calls is %s.".formatted(rounds.get().strip()),
                "It must be a whole number from 1 to %d.".formatted(MOST_ROUNDS));
    }

    /** What is wrong with the bound, null when nothing is. */
    public @Nullable Fault problem() {
        try {
            mostRounds();
            return null;
        } catch (Fault problem) {
            return problem;
        }
    }

    /** In few words who answers, empty for the user. */
    public String summary() {
        return switch (mode.get()) {
            case BY_HAND -> "";
            case FIXED -> "fixed answer";
            case ENVIRONMENT -> environment.get();
        };
    }

    /** What is set, to be kept. */
    public ObjectNode toJson() {
        return Json.object().put("mode", mode.get().name()).put("fixed", fixed.get()).put("environment", environment.get())
                .put("rounds", rounds.get());
    }

    /** Brings back what was kept. */
    public void restore(JsonNode kept) {
        for (Mode known : Mode.values()) {
            if (known.name().equals(Json.text(kept, "mode"))) {
                mode.set(known);
            }
        }
        fixed.set(Objects.requireNonNullElse(Json.text(kept, "fixed"), fixed.get()));
        environment.set(Objects.requireNonNullElse(Json.text(kept, "environment"), environment.get()));
        rounds.set(Objects.requireNonNullElse(Json.text(kept, "rounds"), rounds.get()));
    }
}
