package gymscope.cli;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The options that every command on a chat template has: a mixin. */
final class TemplateVariables {

    @Option(names = "--name", paramLabel = "NAME",
            description = "Which template of a file with several; otherwise tool_use or default, as servers choose.")
    @Nullable
    String name;

    @Option(names = "--var", paramLabel = "NAME=VALUE",
            description = "A variable of the template; the value is JSON, or else text. May be given several times.")
    private List<String> variables = List.of();

    @Option(names = "--now", paramLabel = "TIME",
            description = "What strftime_now shows, such as 2026-01-02T03:04:05; the clock otherwise.")
    private @Nullable String now;

    /** The variables as JSON. */
    ObjectNode variables() {
        ObjectNode all = Json.object();
        for (String variable : variables) {
            int equals = variable.indexOf('=');
            if (equals <= 0) {
                throw new Fault("--var %s is not of the form name=value.".formatted(variable),
                        "Write --var enable_thinking=false, for instance.");
            }
            String text = variable.substring(equals + 1);
            JsonNode json = Json.parseOrNull(text);
            if (json == null) {
                all.put(variable.substring(0, equals), text);
            } else {
                all.set(variable.substring(0, equals), json);
            }
        }
        return all;
    }

    boolean holdsClock() {
        return now != null;
    }

    /** The time that the template sees. */
    LocalDateTime now() {
        return now == null ? LocalDateTime.now(ZoneId.systemDefault()) : time(now);
    }

    static LocalDateTime time(String text) {
        try {
            return text.length() == "2026-01-02".length()
                    ? java.time.LocalDate.parse(text).atStartOfDay()
                    : LocalDateTime.parse(text.replace(' ', 'T'));
        } catch (DateTimeParseException problem) {
            throw new Fault("%s is no date and time.".formatted(text), "Write it as 2026-01-02T03:04:05.", problem);
        }
    }
}
