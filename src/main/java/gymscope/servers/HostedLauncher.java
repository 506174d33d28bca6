package gymscope.servers;

import gymscope.config.ServerInstance;
import gymscope.servers.capture.CapturedRoutes;
import gymscope.servers.model.ModelServerKind;
import gymscope.servers.model.ServerContext;
import gymscope.wire.Secret;
import gymscope.wire.ServedSink;
import org.jspecify.annotations.Nullable;

/** Starts servers inside this process. */
record HostedLauncher(ModelServerKind kind, ServedSink sink) implements Launcher {

    @Override
    public String label() {
        return kind.label();
    }

    @Override
    public boolean takesToken(ServerInstance instance) {
        return true;
    }

    @Override
    public Launch launch(ServerInstance instance, ServerContext context, @Nullable Secret token, Launch.Events events) {
        return new HostedLaunch(instance, kind, context, token, events.calls(),
                new CapturedRoutes(instance.name(), sink, events.open()));
    }
}
