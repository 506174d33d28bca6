package gymscope.parsing.markup;

import gymscope.parsing.ParseRequest;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A call of MiniCPM's as far as the request's tools allow it. */
record MiniCpmCall(String name, ObjectNode arguments) {

    /** The call in a {@code function} element, null when it is none that the tools allow. */
    static @Nullable MiniCpmCall of(String block, ParseRequest request) {
        MiniCpmElement element = MiniCpmElement.ofXml(block);
        if (element == null || element.name().isEmpty()) {
            element = MiniCpmElement.ofText(block);
        }
        ObjectNode arguments = element == null ? null : arguments(element, request);
        if (element == null || element.name().isEmpty() || arguments == null) {
            return null;
        }
        MiniCpmCall call = MiniCpmAliases.known(new MiniCpmCall(element.name(), arguments), request);
        return request.hasTool(call.name()) && call.hasRequired(request) ? call : null;
    }

    /** What is known of a call whose end is missing, null when its name is no tool's. */
    static @Nullable MiniCpmCall begun(String block, ParseRequest request) {
        MiniCpmElement element = MiniCpmElement.ofText(block);
        if (element == null || !request.hasTool(element.name())) {
            return null;
        }
        ObjectNode arguments = arguments(element, request);
        return new MiniCpmCall(element.name(), arguments == null ? Json.object() : arguments);
    }

    private boolean hasRequired(ParseRequest request) {
        ObjectNode parameters = request.parameters(name);
        if (parameters == null) {
            return true;
        }
        return Json.elements(parameters, "required").stream().allMatch(required -> arguments.has(required.asString("")));
    }

    /** Null when one of them makes the call invalid. */
    private static @Nullable ObjectNode arguments(MiniCpmElement element, ParseRequest request) {
        ObjectNode arguments = Json.object();
        ObjectNode properties = ToolSchema.properties(request, element.name());
        if (!element.isWhole()) {
            return null;
        }
        for (MiniCpmElement.Parameter parameter : element.parameters()) {
            if (!add(parameter, properties, arguments)) {
                return null;
            }
        }
        return arguments;
    }

    private static boolean add(MiniCpmElement.Parameter parameter, ObjectNode properties, ObjectNode arguments) {
        String key = parameter.name();
        boolean isDeclared = properties.isEmpty() || properties.has(key);
        if (!isDeclared && List.of("properties", "arguments").contains(key)) {
            return addWrapped(parameter.text(), properties, arguments);
        }
        if (!isDeclared) {
            return true;
        }
        if (arguments.has(key)) {
            return false;
        }
        arguments.set(key, value(StringNode.valueOf(parameter.text()), properties.path(key)));
        return true;
    }

    /** All arguments in one parameter, as models write that know OpenAI's form. */
    private static boolean addWrapped(String text, ObjectNode properties, ObjectNode arguments) {
        if (!(ToolSchema.deserialized(text) instanceof ObjectNode wrapped)) {
            return false;
        }
        boolean added = false;
        for (var member : wrapped.properties()) {
            if (properties.has(member.getKey())) {
                if (arguments.has(member.getKey())) {
                    return false;
                }
                arguments.set(member.getKey(), value(member.getValue(), properties.path(member.getKey())));
                added = true;
            }
        }
        return added;
    }

    private static JsonNode value(JsonNode value, JsonNode schema) {
        if (schema.path("type").asString("").equals("string")) {
            return value.isString() ? value : StringNode.valueOf(PythonJson.write(value));
        }
        return value.isString() ? ToolSchema.deserialized(value.asString()) : value;
    }

    /** Without space around, except in a CDATA section. */
    static String stripped(String text) {
        String opening = "<![CDATA[";
        boolean isSection = text.startsWith(opening) && text.endsWith("]]>") && text.length() >= opening.length() + 3;
        return isSection ? text.substring(opening.length(), text.length() - 3) : PythonText.strip(text);
    }
}
