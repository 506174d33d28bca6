package gymscope.ui.chat.settings;

import gymscope.ui.chat.endpoint.Capability;
import gymscope.ui.chat.endpoint.Offers;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form that the answer's text must have: OpenAI's {@code response_format}, or a constraint of vLLM's
 * {@code structured_outputs}. UI thread only.
 */
public final class AnswerForm {

    /** The kinds of form. */
    public enum Kind {
        /** Nothing is sent. */
        FREE("Free text", null),
        /** {@code response_format: json_object}. */
        JSON_OBJECT("JSON object", Capability.JSON_OBJECT),
        /** {@code response_format: json_schema}. */
        JSON_SCHEMA("JSON schema", Capability.JSON_SCHEMA),
        /** {@code structured_outputs: choice}. */
        CHOICE("Choice", Capability.CHOICE),
        /** {@code structured_outputs: regex}. */
        REGEX("Regex", Capability.REGEX),
        /** {@code structured_outputs: grammar}. */
        GRAMMAR("Grammar", Capability.GRAMMAR);

        private final String words;
        private final @Nullable Capability capability;

        Kind(String words, @Nullable Capability capability) {
            this.words = words;
            this.capability = capability;
        }

        /** What an endpoint must offer for it, null for nothing. */
        public @Nullable Capability capability() {
            return capability;
        }

        /** Whether endpoints with these offers are known not to have it. */
        public boolean isRefused(Offers offers) {
            return capability != null && offers.refuses(capability);
        }

        /** The kind's words. */
        public String words() {
            return words;
        }

        /** Whether there is something to write for it. */
        public boolean hasText() {
            return this != FREE && this != JSON_OBJECT;
        }
    }

    private static final String SCHEMA_NAME = "answer";

    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(this, "kind", Kind.FREE);
    private final Map<Kind, StringProperty> texts = new EnumMap<>(Kind.class);

    public AnswerForm() {
        for (Kind each : Kind.values()) {
            texts.put(each, new SimpleStringProperty(this, each.name(), sample(each)));
        }
    }

    public ObjectProperty<Kind> kindProperty() {
        return kind;
    }

    /** What is written for a kind. */
    public StringProperty text(Kind of) {
        return Objects.requireNonNull(texts.get(of));
    }

    /** Runs after each change. */
    public void onChange(Runnable listener) {
        kind.subscribe(listener);
        texts.values().forEach(text -> text.subscribe(listener));
    }

    /** What is wrong, null when nothing is. */
    public @Nullable Fault problem() {
        try {
            members();
            return null;
        } catch (Fault problem) {
            return problem;
        }
    }

    /**
     * The members of the request; none for free text.
     *
     * @throws Fault when what is written for the kind is none
     */
    public ObjectNode members() {
        ObjectNode members = Json.object();
        Kind now = kind.get();
        String text = text(now).get().strip();
        switch (now) {
            case FREE -> {
                // Nothing is sent.
            }
            case JSON_OBJECT -> members.putObject("response_format").put("type", "json_object");
            case JSON_SCHEMA -> {
                ObjectNode schema = schema();
                String name = Objects.requireNonNullElse(Json.text(schema, "title"), SCHEMA_NAME).replaceAll("[^A-Za-z0-9_-]",
                        "_");
                ObjectNode format = members.putObject("response_format").put("type", "json_schema").putObject("json_schema");
                format.put("name", name).put("strict", true).set("schema", schema);
            }
            case CHOICE -> members.putObject("structured_outputs").set("choice", choices(text));
            case REGEX -> members.putObject("structured_outputs").put("regex", checkedRegex(text));
            case GRAMMAR -> members.putObject("structured_outputs").put("grammar", written(text, "grammar", "root ::= \"yes\""));
        }
        return members;
    }

    /** The schema that the answer must match, null when there is none. */
    public @Nullable ObjectNode schemaOrNull() {
        return kind.get() == Kind.JSON_SCHEMA && problem() == null ? schema() : null;
    }

    /** In few words what is set and whether it is sent, for the button that opens the editor. */
    public String summary(Offers offers) {
        String words = kind.get().words() + (kind.get().isRefused(offers) ? ", not sent" : "");
        return problem() == null ? words : words + " with a problem";
    }

    /** What is set, to be kept. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("kind", kind.get().name());
        for (Kind each : Kind.values()) {
            json.put(each.name(), text(each).get());
        }
        return json;
    }

    /** Brings back what was kept. */
    public void restore(JsonNode kept) {
        for (Kind each : Kind.values()) {
            text(each).set(Objects.requireNonNullElse(Json.text(kept, each.name()), text(each).get()));
            if (each.name().equals(Json.text(kept, "kind"))) {
                kind.set(each);
            }
        }
    }

    private ObjectNode schema() {
        return Json.parseObject(text(Kind.JSON_SCHEMA).get());
    }

    private static ArrayNode choices(String text) {
        ArrayNode choices = Json.array();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(choices::add);
        if (choices.size() < 2) {
            throw new Fault("There are %d choices.".formatted(choices.size()), "Write at least two, one a line.");
        }
        return choices;
    }

    private static String checkedRegex(String text) {
        try {
            return Pattern.compile(written(text, "regex", "[A-Z]{3}-[0-9]+")).pattern();
        } catch (PatternSyntaxException problem) {
            throw new Fault(
                    "The regex is not one: %s at character %d.".formatted(problem.getDescription(), problem.getIndex() + 1),
                    "Mend it at that place.", problem);
        }
    }

    private static String written(String text, String what, String example) {
        if (text.isEmpty()) {
            throw new Fault("The %s is empty.".formatted(what), "Write one such as %s.".formatted(example));
        }
        return text;
    }

    private static String sample(Kind kind) {
        return switch (kind) {
            case FREE, JSON_OBJECT -> "";
            case JSON_SCHEMA -> """
                    {
                      "type": "object",
                      "properties": {
                        "city": {"type": "string"},
                        "celsius": {"type": "number"}
                      },
                      "required": ["city", "celsius"],
                      "additionalProperties": false
                    }
                    """;
            case CHOICE -> "yes\nno";
            case REGEX -> "[A-Z]{3}-[0-9]+";
            case GRAMMAR -> "root ::= \"yes\" | \"no\"";
        };
    }
}
