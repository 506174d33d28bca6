package gymscope.workspace;

import gymscope.client.Endpoint;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An endpoint that the user keeps. Its key is the name of an environment variable, never the key itself.
 *
 * @param name what the user calls it, unique
 * @param address the base URL
 * @param model the model to ask for, null when not chosen
 * @param keyVariable the environment variable that holds the key, null for an open endpoint
 */
public record SavedEndpoint(String name, String address, @Nullable String model, @Nullable String keyVariable) {

    /**
     * The endpoint with its key from the environment.
     *
     * @throws Fault when the address is none or the variable is not set
     */
    public Endpoint resolve(Map<String, String> environment) {
        Endpoint endpoint = Endpoint.of(address).withName(name).withModel(model);
        if (keyVariable == null) {
            return endpoint;
        }
        String key = environment.get(keyVariable);
        if (key == null || key.isBlank()) {
            throw new Fault("The key of %s is not known: the environment variable %s is not set.".formatted(name, keyVariable),
                    "Set it and start Gymscope again.");
        }
        return endpoint.withKey(Secret.of(key));
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("name", name).put("base_url", address);
        if (model != null) {
            json.put("model", model);
        }
        if (keyVariable != null) {
            json.put("api_key", "${" + keyVariable + "}");
        }
        return json;
    }

    static @Nullable SavedEndpoint of(JsonNode json) {
        String name = Json.text(json, "name");
        String address = Json.text(json, "base_url");
        String key = Json.text(json, "api_key");
        if (name == null || address == null) {
            return null;
        }
        String variable = key != null && key.startsWith("${") && key.endsWith("}") ? key.substring(2, key.length() - 1) : null;
        return new SavedEndpoint(name, address, Json.text(json, "model"), variable);
    }
}
