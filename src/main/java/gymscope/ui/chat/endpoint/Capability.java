package gymscope.ui.chat.endpoint;

import gymscope.wire.Json;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What one endpoint offers and another does not, by the member of a chat request that asks for it. */
public enum Capability {
    /** {@code response_format: json_object}. */
    JSON_OBJECT("response_format", "json_object"),
    /** {@code response_format: json_schema}. */
    JSON_SCHEMA("response_format", "json_schema"),
    /** {@code structured_outputs: choice} (vLLM). */
    CHOICE("structured_outputs", "choice"),
    /** {@code structured_outputs: regex} (vLLM). */
    REGEX("structured_outputs", "regex"),
    /** {@code structured_outputs: grammar} (vLLM). */
    GRAMMAR("structured_outputs", "grammar"),
    /** {@code tool_choice: required}. */
    REQUIRED_TOOL("tool_choice", "required"),
    /** {@code tool_choice} with a tool's name. */
    NAMED_TOOL("tool_choice", "a named tool");

    private final String member;
    private final String value;

    Capability(String member, String value) {
        this.member = member;
        this.value = value;
    }

    /** The member that asks for it. */
    public String member() {
        return member;
    }

    /** What it is called beside its member, such as {@code json_schema}. */
    public String words() {
        return value;
    }

    /** What a request asks for. */
    public static Set<Capability> askedBy(JsonNode request) {
        Set<Capability> asked = EnumSet.noneOf(Capability.class);
        for (Capability each : values()) {
            if (each.isAskedBy(request.path(each.member))) {
                asked.add(each);
            }
        }
        return asked;
    }

    private boolean isAskedBy(JsonNode given) {
        return switch (this) {
            case JSON_OBJECT, JSON_SCHEMA -> value.equals(Json.text(given, "type"));
            case CHOICE, REGEX, GRAMMAR -> given.has(value);
            case REQUIRED_TOOL -> given.isString() && given.asString().equals(value);
            case NAMED_TOOL -> given.isObject();
        };
    }
}
