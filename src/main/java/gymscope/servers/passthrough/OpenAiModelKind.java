package gymscope.servers.passthrough;

import gymscope.client.ApiClient;
import gymscope.config.GymscopeSettings.Compat;
import gymscope.config.ServerInstance;
import gymscope.servers.model.ModelServer;
import gymscope.servers.model.ModelServerKind;
import gymscope.servers.model.ServerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes pass-through servers. */
public final class OpenAiModelKind implements ModelServerKind {

    private static final Logger LOG = LoggerFactory.getLogger(OpenAiModelKind.class);

    private final ApiClient client;

    /** @param client calls the upstreams */
    public OpenAiModelKind(ApiClient client) {
        this.client = client;
    }

    @Override
    public String implementation() {
        return "openai_model";
    }

    @Override
    public String label() {
        return "pass-through";
    }

    @Override
    public ModelServer create(ServerInstance instance, ServerContext context) {
        if (instance.gymscope().compat() == Compat.STRICT) {
            String warning = "compat: strict is not built for openai_model yet; %s behaves as with compat: better."
                    .formatted(instance.name());
            LOG.warn(warning);
            context.log().accept(warning);
        }
        return new OpenAiModelServer(OpenAiModelSettings.of(instance), client);
    }
}
