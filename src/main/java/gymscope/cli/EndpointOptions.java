package gymscope.cli;

import gymscope.client.ApiClient;
import gymscope.client.ApiRequest;
import gymscope.client.Endpoint;
import gymscope.servers.RunFile;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Which endpoint a command asks: a mixin. The key comes from the environment, or from Gymscope's own running servers. */
final class EndpointOptions {

    @Parameters(index = "0", paramLabel = "URL", description = "The endpoint's base, for instance http://127.0.0.1:8000/v1.")
    private String url = "";

    @Option(names = "--model", paramLabel = "NAME", description = "The model to ask for; the first that is listed when left out.")
    private @Nullable String model;

    @Option(names = "--api-key-env", paramLabel = "NAME", description = "The environment variable that holds the key.")
    private @Nullable String keyVariable;

    /** The endpoint, its model null when none was named. */
    Endpoint endpoint() {
        Endpoint endpoint = Endpoint.of(url).withModel(model);
        if (keyVariable != null) {
            return endpoint.withKey(key(keyVariable));
        }
        return RunFile.standard().lookup(endpoint.baseUrl())
                .map(server -> endpoint.withName(server.name()).withKey(server.token()))
                .orElse(endpoint);
    }

    /** The endpoint with a model: the one named, else the first that it lists. */
    Endpoint endpointWithModel(ApiClient client) {
        Endpoint endpoint = endpoint();
        if (endpoint.model() != null) {
            return endpoint;
        }
        Exchange exchange = client.newCall(ApiRequest.get(endpoint, "/models")).execute();
        String problem = exchange.problem();
        if (problem != null) {
            throw new Fault(problem, "Give an address such as http://127.0.0.1:8000/v1, and its key with --api-key-env NAME.");
        }
        JsonNode answer = exchange.answer();
        List<JsonNode> cards = answer == null ? List.of() : Json.elements(answer, "data");
        String first = cards.isEmpty() ? null : Json.text(cards.getFirst(), "id");
        if (first == null) {
            throw new Fault("%s lists no models.".formatted(endpoint.baseUrl()), "Name one with --model.");
        }
        return endpoint.withModel(first);
    }

    private static Secret key(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new Fault("The environment variable %s is not set.".formatted(variable), "Set it to the endpoint's key.");
        }
        return Secret.of(value.strip());
    }
}
