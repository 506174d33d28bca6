package gymscope.environments;

import gymscope.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * NeMo Gym's {@code example_single_tool_call}: one tool, {@code get_weather(city)}, by which it is cold everywhere;
 * every rollout is worth 1. It shows a tool loop at work, it judges nothing.
 */
final class SingleToolCall implements ResourcesServer {

    private static final String TOOL = "get_weather";
    private static final String CITY = "city";

    @Override
    public Session seed(ObjectNode runRequest) {
        return new Session() {
            @Override
            public String callTool(String name, @Nullable JsonNode arguments) {
                return name.equals(TOOL) ? weather(arguments) : ToolErrors.notFound();
            }

            @Override
            public ObjectNode verify(ObjectNode verifyRequest) {
                return VerifyResponses.of(verifyRequest, 1.0);
            }
        };
    }

    private static String weather(@Nullable JsonNode arguments) {
        if (arguments == null || arguments.isNull()) {
            return ToolErrors.noBody();
        }
        if (!arguments.isObject()) {
            return ToolErrors.notAnObject(arguments);
        }
        JsonNode city = arguments.get(CITY);
        if (city == null) {
            return ToolErrors.missing(CITY, arguments);
        }
        if (!city.isString()) {
            return ToolErrors.notAString(CITY, city);
        }
        String name = city.asString();
        return Json.write(Json.object().put(CITY, name).put("weather_description", "The weather in %s is cold.".formatted(name)));
    }
}
