package gymscope.workspace;

import gymscope.wire.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder that Gymscope itself lives in, a checkout or an installation: it holds the demonstration model, sample
 * configurations and sample data.
 *
 * @param folder absolute
 */
public record ApplicationHome(Path folder) {

    /** The system property that names the folder; the launcher sets it. */
    public static final String PROPERTY = "gymscope.home";

    private static final String MODEL = "gymscope-demo-q8_0.gguf";

    /** The folder that the system property names, else the working folder. */
    public static ApplicationHome locate() {
        return new ApplicationHome(Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath().normalize());
    }

    /**
     * The demonstration model's file.
     *
     * @throws Fault when it is not there
     */
    public Path demoModel() {
        return find("The demonstration model",
                List.of(Path.of("src", "demo-model", MODEL), Path.of("demo-model", MODEL), Path.of(MODEL)));
    }

    /** The folder of sample configurations. */
    public Path sampleConfigs() {
        return find("The folder of sample configurations", List.of(Path.of("sample-configs")));
    }

    /** The folder of sample data. */
    public Path sampleData() {
        return find("The folder of sample data", List.of(Path.of("sample-data")));
    }

    private Path find(String what, List<Path> places) {
        return places.stream().map(folder::resolve).filter(Files::exists).findFirst()
                .orElseThrow(() -> new Fault("%s is not in %s.".formatted(what, folder),
                        "Start Gymscope with its launcher, or set -D%s to the folder it lives in.".formatted(PROPERTY)));
    }
}
