package gymscope.servers.process;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A JVM that starts a program and waits to be killed. */
public final class CrashingParent {

    private CrashingParent() {
    }

    /** Starts the shell script that is its argument. */
    public static void main(String[] arguments) throws Exception {
        ProgramSettings.Plan plan = new ProgramSettings.Plan(List.of("/bin/sh", "-c", arguments[0]), Map.of(),
                URI.create("http://127.0.0.1:1"), null, null);
        Program.start(plan, Path.of("").toAbsolutePath(), Duration.ofSeconds(2), null, line -> System.out.println(line.text()));
        new CountDownLatch(1).await();
    }
}
