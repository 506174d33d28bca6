package gymscope.rollouts.setup;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.config.ConfigLoader;
import gymscope.config.ConfigRequest;
import gymscope.config.ResolvedConfig;
import gymscope.config.SecretMask;
import gymscope.config.ServerKind;
import gymscope.servers.RunFile;
import gymscope.servers.head.AttachedHead;
import gymscope.servers.head.AttachedServer;
import gymscope.servers.head.HeadServer;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Servers that run already, as a head server knows them, in the place of a configuration's own: agents and environments run
 * in this process by the settings that they have there, model servers are asked where they listen.
 *
 * @param head what the head server told
 * @param config its servers and its {@code gymscope} settings, under the overrides of the one who asks
 */
public record RunningServers(AttachedHead head, ResolvedConfig config) {

    private static final String OWN = "gymscope";
    private static final String LOOPBACK = "127.0.0.1";
    private static final List<String> OF_A_MODEL = List.of("entrypoint", "host", "port");

    /**
     * Asks the head server at {@code head_server.host} and {@code head_server.port}, 127.0.0.1:11000 when they are not
     * given; takes up to about 12 s when nothing answers.
     *
     * @param request the overrides of the one who asks
     * @param own what the request makes without any configuration
     * @param running tells the tokens of Gymscope's own servers; a token of {@code gymscope.token} wins
     * @throws Fault when no head server answers there, or its configuration can't be used
     */
    public static RunningServers ask(ConfigRequest request, ResolvedConfig own, ApiClient client, RunFile running)
            throws InterruptedException {
        Optional<Secret> fixed = Optional.ofNullable(own.settings().token());
        AttachedHead head = AttachedHead.read(client, address(own), null,
                url -> fixed.filter(token -> isHere(url)).or(() -> token(running, url)));
        return new RunningServers(head, ConfigLoader.load(request.withInitial(servers(head))));
    }

    private static String address(ResolvedConfig own) {
        JsonNode head = own.values().path(HeadServer.NAME);
        String host = head.path("host").asString("");
        String written = host.isBlank() ? LOOPBACK : host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return "http://%s:%d".formatted(written, head.path("port").asInt(HeadServer.PORT));
    }

    private static Optional<Secret> token(RunFile running, URI url) {
        return running.lookup(url).flatMap(server -> Optional.ofNullable(server.token()));
    }

    private static boolean isHere(URI url) {
        return Endpoint.of(url.toString()).isLoopback();
    }

    /** Of model servers only where they are: their other settings concern the process in which they run. */
    private static ObjectNode servers(AttachedHead head) {
        ObjectNode values = Json.object();
        for (AttachedServer server : head.servers()) {
            JsonNode told = head.values().path(server.name()).path(server.kind().key()).path(server.implementation());
            ObjectNode block = told.deepCopy().asObject();
            if (server.kind() == ServerKind.MODEL) {
                block.retain(OF_A_MODEL);
            }
            values.putObject(server.name()).putObject(server.kind().key()).set(server.implementation(), block);
        }
        if (head.values().get(OWN) instanceof ObjectNode settings) {
            values.set(OWN, withoutMasked(settings.deepCopy()));
        }
        return values;
    }

    /** Tokens are not told: they come from the run file, or from the one who asks. */
    private static ObjectNode withoutMasked(ObjectNode settings) {
        settings.propertyStream().filter(entry -> SecretMask.MASK.equals(entry.getValue().asString("")))
                .map(entry -> entry.getKey()).toList().forEach(settings::remove);
        settings.forEach(member -> {
            if (member instanceof ObjectNode below) {
                withoutMasked(below);
            }
        });
        return settings;
    }
}
