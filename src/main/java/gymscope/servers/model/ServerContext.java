package gymscope.servers.model;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a server is given besides its configuration.
 *
 * @param folder the working folder, against which relative paths are taken
 * @param demoModel finds the demonstration model's file, which {@code model: demo} means; throws a fault without one
 * @param log takes a line for the server's log; callable from any thread
 */
public record ServerContext(Path folder, Supplier<Path> demoModel, Consumer<String> log) {}
