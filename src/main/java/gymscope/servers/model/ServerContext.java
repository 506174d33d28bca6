package gymscope.servers.model;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a server is given besides its configuration.
 *
 * @param folder the working folder, against which relative paths are taken
 * @param demoModel the demonstration model's file, which {@code model: demo} means
 * @param log takes a line for the server's log; callable from any thread
 */
public record ServerContext(Path folder, Path demoModel, Consumer<String> log) {}
