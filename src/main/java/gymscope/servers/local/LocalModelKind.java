package gymscope.servers.local;

import gymscope.config.ServerInstance;
import gymscope.engine.LocalModel;
import gymscope.engine.ModelDescription;
import gymscope.servers.local.request.ServedModel;
import gymscope.servers.model.ModelServer;
import gymscope.servers.model.ModelServerKind;
import gymscope.servers.model.ServerContext;
import java.nio.file.Path;

/**
 * Makes servers of the kind {@code local_model}: {@code model} is {@code demo} or the path of a GGUF file,
 * {@code model_name} what callers call it (the file's name where it is not given).
 */
public final class LocalModelKind implements ModelServerKind {

    private static final String DEMO = "demo";

    @Override
    public String implementation() {
        return "local_model";
    }

    @Override
    public String label() {
        return "local model";
    }

    @Override
    public ModelServer create(ServerInstance instance, ServerContext context) {
        String setting = instance.requiredText("model");
        boolean demonstration = setting.equals(DEMO);
        Path file = demonstration ? context.demoModel().get() : context.folder().resolve(setting);
        String given = instance.text("model_name");
        String name = given == null ? String.valueOf(file.getFileName()).replaceFirst("\\.gguf$", "") : given;
        LocalModel model = LocalModel.load(file);
        ServedModel served = ServedModel.of(name, model, demonstration);
        context.log().accept(summary(served));
        if (served.templateProblem() != null) {
            context.log().accept(served.templateProblem());
        }
        return new LocalModelServer(served, context.log());
    }

    private static String summary(ServedModel served) {
        ModelDescription description = served.model().description();
        return "loaded %s: %s, %s, %,d parameters, %,d tokens of context%s".formatted(description.file().getFileName(),
                description.architecture(), description.fileType(), description.parameters(), description.contextLength(),
                served.demonstration() ? ", a demonstration model" : "");
    }
}
