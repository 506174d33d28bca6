package gymscope.servers.upstream;

import gymscope.servers.upstream.JsonSpans.Element;
import gymscope.servers.upstream.JsonSpans.Member;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the configured model and defaults into a request and leaves every other character of it as it was: order, unknown
 * members, the form of numbers. Thread-safe; made once for many requests.
 */
public final class RequestRewrite {

    private static final String MODEL = "model";
    private static final String INPUT = "input";

    /** As JSON. */
    private final String model;
    private final ObjectNode defaults;
    private final boolean dropReasoning;

    /**
     * Rewrites for an upstream.
     *
     * @param model the name that the upstream knows
     * @param defaults members for requests that lack them
     * @param dropReasoning whether reasoning items of {@code input} are left out (Responses)
     */
    public RequestRewrite(String model, ObjectNode defaults, boolean dropReasoning) {
        this.model = Json.write(JsonNodeFactory.instance.stringNode(model));
        this.defaults = defaults;
        this.dropReasoning = dropReasoning;
    }

    /**
     * The body with the model and the defaults in it.
     *
     * @param body a JSON object
     */
    public String apply(String body) {
        List<Member> members = JsonSpans.members(body, 0);
        StringBuilder text = new StringBuilder();
        int copied = 0;
        for (Member member : members) {
            boolean isInput = dropReasoning && member.name().equals(INPUT) && body.charAt(member.start()) == '[';
            if (isInput || member.name().equals(MODEL)) {
                text.append(body, copied, member.start());
                text.append(isInput ? withoutReasoning(body, member) : model);
                copied = member.end();
            }
        }
        int end = body.lastIndexOf('}');
        text.append(body, copied, end);
        List<String> added = added(members);
        if (!added.isEmpty()) {
            text.append(members.isEmpty() ? "" : ",").append(String.join(",", added));
        }
        return text.append(body, end, body.length()).toString();
    }

    private List<String> added(List<Member> members) {
        Set<String> present = new HashSet<>();
        for (Member member : members) {
            present.add(member.name());
        }
        List<String> added = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : defaults.properties()) {
            if (!present.contains(entry.getKey()) && !entry.getKey().equals(MODEL)) {
                added.add(member(entry.getKey(), Json.write(entry.getValue())));
            }
        }
        if (!present.contains(MODEL)) {
            added.add(member(MODEL, model));
        }
        return added;
    }

    private static String member(String name, String value) {
        return Json.write(JsonNodeFactory.instance.stringNode(name)) + ":" + value;
    }

    private static String withoutReasoning(String body, Member input) {
        List<Element> elements = JsonSpans.elements(body, input.start());
        if (elements.stream().noneMatch(element -> isReasoning(body, element))) {
            return body.substring(input.start(), input.end());
        }
        return elements.stream().filter(element -> !isReasoning(body, element))
                .map(element -> body.substring(element.start(), element.end())).collect(Collectors.joining(",", "[", "]"));
    }

    private static boolean isReasoning(String body, Element element) {
        if (body.charAt(element.start()) != '{') {
            return false;
        }
        return JsonSpans.members(body, element.start()).stream().filter(member -> member.name().equals("type")).anyMatch(
                member -> Json.parse(body.substring(member.start(), member.end())).asString("").equals("reasoning"));
    }
}
