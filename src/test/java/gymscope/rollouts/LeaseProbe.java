package gymscope.rollouts;

import gymscope.rollouts.lines.FileLease;
import gymscope.wire.Fault;
import java.nio.file.Path;

/** A process of its own that tries to take the right to write a file: exit code 0 when it gets it, else 1. */
public final class LeaseProbe {

    private LeaseProbe() {
    }

    public static void main(String[] arguments) {
        int code = 1;
        try (FileLease lease = FileLease.take(Path.of(arguments[0]), Path.of(arguments[1]))) {
            code = lease == null ? 1 : 0;
        } catch (Fault taken) {
            code = 1;
        }
        System.exit(code);
    }
}
