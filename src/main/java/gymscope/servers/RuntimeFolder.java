package gymscope.servers;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the system wants programs to keep what lasts as long as they run and belongs to the user alone. */
final class RuntimeFolder {

    /** The system property that names another folder, for tests. */
    static final String PROPERTY = "gymscope.runtime";

    private RuntimeFolder() {
    }

    static Path locate() {
        String given = System.getProperty(PROPERTY);
        return given != null
                ? Path.of(given)
                : locate(System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", "")), System.getenv());
    }

    static Path locate(String system, Path home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("win")) {
            return under(environment.get("LOCALAPPDATA"), home.resolve("AppData").resolve("Local")).resolve("Gymscope")
                    .resolve("run");
        }
        if (name.contains("mac")) {
            return home.resolve("Library").resolve("Caches").resolve("Gymscope").resolve("run");
        }
        String runtime = environment.get("XDG_RUNTIME_DIR");
        return runtime != null && !runtime.isBlank()
                ? Path.of(runtime).resolve("gymscope")
                : under(environment.get("XDG_CACHE_HOME"), home.resolve(".cache")).resolve("gymscope").resolve("run");
    }

    private static Path under(@Nullable String given, Path usual) {
        return given == null || given.isBlank() ? usual : Path.of(given);
    }
}
