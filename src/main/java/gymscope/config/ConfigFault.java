package gymscope.config;

import gymscope.wire.Fault;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that can't be used: everything that is wrong with it, at once. */
public final class ConfigFault extends Fault {

    private final transient List<ConfigProblem> problems;

    /** @param problems at least one */
    public ConfigFault(List<ConfigProblem> problems) {
        super(sentenceOf(problems), problems.size() == 1 ? problems.getFirst().hint() : "Mend them and start again.");
        this.problems = List.copyOf(problems);
    }

    ConfigFault(ConfigProblem problem) {
        this(List.of(problem));
    }

    /** Everything that is wrong, in the order of the configuration. */
    public List<ConfigProblem> problems() {
        return problems;
    }

    private static String sentenceOf(List<ConfigProblem> problems) {
        if (problems.size() == 1) {
            return problems.getFirst().sentence();
        }
        return problems.stream().map(problem -> "\n  - " + problem.sentence() + " " + problem.hint())
                .collect(Collectors.joining("", "The configuration has %d problems:".formatted(problems.size()), ""));
    }
}
