package gymscope.ui.chat.settings;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The request's sampling parameters: a typed form for the standard ones and JSON for any other. What is left empty is not
 * sent. UI thread only.
 */
public final class SamplingModel {

    private static final Set<String> OWN = Set.of("model", "messages", "tools", "tool_choice", "parallel_tool_calls",
            "response_format", "stream", "n");
    private static final int SHOWN = 3;
    private static final String EXTRA = "extra";
    private static final String LOGPROBS = "logprobs";

    private final Map<SamplingParameter, StringProperty> texts = new EnumMap<>(SamplingParameter.class);
    private final ObjectProperty<LogprobsChoice> logprobs = new SimpleObjectProperty<>(this, LOGPROBS,
            LogprobsChoice.AUTOMATIC);
    private final StringProperty extra = new SimpleStringProperty(this, EXTRA, "");

    public SamplingModel() {
        for (SamplingParameter parameter : SamplingParameter.values()) {
            texts.put(parameter, new SimpleStringProperty(this, parameter.key(), ""));
        }
    }

    /** What is typed for a parameter; empty to leave it to the endpoint. */
    public StringProperty text(SamplingParameter parameter) {
        return Objects.requireNonNull(texts.get(parameter));
    }

    /** Whether log probabilities are asked for. */
    public ObjectProperty<LogprobsChoice> logprobsProperty() {
        return logprobs;
    }

    /** Further members of the request as a JSON object; empty for none. */
    public StringProperty extraProperty() {
        return extra;
    }

    /** Runs after each change. */
    public void onChange(Runnable listener) {
        texts.values().forEach(text -> text.subscribe(listener));
        logprobs.subscribe(listener);
        extra.subscribe(listener);
    }

    /** What is wrong with what is typed for a parameter, null when nothing is. */
    public @Nullable Fault problem(SamplingParameter parameter) {
        return problemOf(() -> read(parameter));
    }

    /** What is wrong with the further members, null when nothing is. */
    public @Nullable Fault extraProblem() {
        return problemOf(this::readExtra);
    }

    /**
     * The members that the user set.
     *
     * @throws Fault at the first one that is wrong
     */
    public ObjectNode members() {
        ObjectNode members = Json.object();
        for (SamplingParameter parameter : SamplingParameter.values()) {
            JsonNode value = read(parameter);
            if (value != null) {
                members.set(parameter.key(), value);
            }
        }
        if (logprobs.get() == LogprobsChoice.ON) {
            members.put(LOGPROBS, true);
        }
        members.setAll(readExtra());
        return members;
    }

    /** Takes back what is set for a member, in the form or in the JSON. */
    void unset(String member) {
        texts.forEach((parameter, text) -> {
            if (parameter.key().equals(member)) {
                text.set("");
            }
        });
        if (member.equals(LOGPROBS)) {
            logprobs.set(LogprobsChoice.OFF);
        }
        if (extraProblem() == null && readExtra().has(member)) {
            ObjectNode rest = readExtra();
            rest.remove(member);
            extra.set(rest.isEmpty() ? "" : Json.pretty(rest));
        }
    }

    /** In one line what is set of the standard parameters, for the button that opens their form. */
    public String summary() {
        List<String> parts = set(SamplingParameter.Group.STANDARD);
        if (logprobs.get() != LogprobsChoice.AUTOMATIC) {
            parts.add("logprobs " + (logprobs.get() == LogprobsChoice.ON ? "on" : "off"));
        }
        return parts.isEmpty() ? "Sampling as the endpoint does" : brief(parts);
    }

    /** In one line what is set of vLLM's parameters and in JSON, for the button that opens their form. */
    public String summaryOfFurther() {
        List<String> parts = set(SamplingParameter.Group.VLLM);
        if (extraProblem() == null) {
            readExtra().propertyNames().forEach(parts::add);
        } else {
            parts.add("JSON with a problem");
        }
        return parts.isEmpty() ? "Further parameters" : brief(parts);
    }

    private List<String> set(SamplingParameter.Group group) {
        List<String> parts = new ArrayList<>();
        for (SamplingParameter parameter : SamplingParameter.values()) {
            String typed = text(parameter).get().strip();
            if (parameter.group() == group && !typed.isEmpty()) {
                parts.add(parameter.key() + " " + typed);
            }
        }
        return parts;
    }

    private static String brief(List<String> parts) {
        String shown = String.join(", ", parts.subList(0, Math.min(SHOWN, parts.size())));
        return parts.size() > SHOWN ? "%s and %d more".formatted(shown, parts.size() - SHOWN) : shown;
    }

    /** What is typed, to be kept. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        texts.forEach((parameter, text) -> {
            if (!text.get().isBlank()) {
                json.put(parameter.key(), text.get());
            }
        });
        json.put(LOGPROBS, logprobs.get().name());
        return json.put(EXTRA, extra.get());
    }

    /** Brings back what was kept. */
    public void restore(JsonNode kept) {
        texts.forEach((parameter, text) -> text.set(Objects.requireNonNullElse(Json.text(kept, parameter.key()), "")));
        String choice = Json.text(kept, LOGPROBS);
        for (LogprobsChoice known : LogprobsChoice.values()) {
            if (known.name().equals(choice)) {
                logprobs.set(known);
            }
        }
        extra.set(Objects.requireNonNullElse(Json.text(kept, EXTRA), ""));
    }

    private @Nullable JsonNode read(SamplingParameter parameter) {
        String typed = text(parameter).get();
        if (typed.isBlank()) {
            return null;
        }
        JsonNode value = parameter.read(typed);
        if (parameter == SamplingParameter.TOP_LOGPROBS && logprobs.get() == LogprobsChoice.OFF) {
            throw new Fault("top_logprobs is set while logprobs is off.", "Turn logprobs on, or leave top_logprobs empty.");
        }
        return value;
    }

    private ObjectNode readExtra() {
        if (extra.get().isBlank()) {
            return Json.object();
        }
        ObjectNode members = Json.parseObject(extra.get());
        for (String name : members.propertyNames()) {
            if (OWN.contains(name)) {
                throw new Fault("%s is set by Chat itself.".formatted(name), "Take it out of the JSON.");
            }
            boolean twice = texts.entrySet().stream()
                    .anyMatch(entry -> entry.getKey().key().equals(name) && !entry.getValue().get().isBlank());
            if (twice) {
                throw new Fault("%s is set twice, in the form and in the JSON.".formatted(name), "Set it in one place.");
            }
        }
        return members;
    }

    private static @Nullable Fault problemOf(Runnable reading) {
        try {
            reading.run();
            return null;
        } catch (Fault problem) {
            return problem;
        }
    }
}
