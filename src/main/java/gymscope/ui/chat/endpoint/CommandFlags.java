package gymscope.ui.chat.endpoint;

import gymscope.config.ServerInstance;
import gymscope.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Flags in the command line of a server of the kind {@code process}. */
record CommandFlags(List<String> command) {

    static final String TOOL_PARSER = "--tool-call-parser";
    static final String REASONING_PARSER = "--reasoning-parser";

    CommandFlags {
        command = List.copyOf(command);
    }

    static CommandFlags of(ServerInstance server) {
        return new CommandFlags(Json.elements(server.settings(), "command").stream().map(JsonNode::asString).toList());
    }

    /** What a flag is set to, as {@code --flag value} or {@code --flag=value}; null when it is not there. */
    @Nullable
    String value(String flag) {
        for (int i = 0; i < command.size(); i++) {
            String word = command.get(i);
            if (word.startsWith(flag + "=")) {
                return word.substring(flag.length() + 1);
            }
            if (word.equals(flag) && i + 1 < command.size()) {
                return command.get(i + 1);
            }
        }
        return null;
    }

    /** Whether a program is started, by its name or path. */
    boolean starts(String program) {
        return command.stream()
                .anyMatch(word -> word.equals(program) || word.endsWith("/" + program) || word.startsWith(program + "."));
    }
}
