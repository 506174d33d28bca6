package gymscope.cli;

import java.io.PrintStream;
import java.util.List;

/** A benchmark of the checkout, found through {@link java.util.ServiceLoader}; an installed Gymscope has none. */
public interface Benchmark {

    /** The name after {@code gymscope bench}. */
    String name();

    /**
     * Measures and prints the figures.
     *
     * @param arguments what stood after the name
     * @param out where the figures go
     */
    void run(List<String> arguments, PrintStream out) throws Exception;
}
