package gymscope.environments;

import gymscope.wire.Fault;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The environments that are built in, by the name that stands below {@code resources_servers} in a configuration. */
public final class Environments {

    private static final List<String> NAMES = List.of("example_single_tool_call", "mcqa");

    private Environments() {
    }

    /** The names of the built-in environments, in alphabetical order. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Makes an environment.
     *
     * @param implementation its name, for instance {@code mcqa}
     * @param settings its block of the configuration
     * @throws Fault when there is no such environment, or a setting asks for what is not built
     */
    public static ResourcesServer create(String implementation, ObjectNode settings) {
        if (settings.path("expose_tools_over_mcp").asBoolean(false)) {
            throw new Fault(
                    "The environment %s asks for expose_tools_over_mcp, which is not built yet.".formatted(implementation),
                    "Remove the setting; tools are called directly.");
        }
        return switch (implementation) {
            case "mcqa" -> new Mcqa(settings);
            case "example_single_tool_call" -> new SingleToolCall();
            default -> throw new Fault("The environment %s is not built in.".formatted(implementation),
                    "Use one of %s.".formatted(String.join(", ", NAMES)));
        };
    }
}
