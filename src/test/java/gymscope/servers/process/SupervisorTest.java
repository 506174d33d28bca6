package gymscope.servers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.servers.process.ProgramLine.Gravity;
import gymscope.wire.Fault;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    /** A child, a grandchild that ignores the polite signal, and a daemon in a session of its own; each says its number. */
    private static final String TREE = """
            sleep 1000 & echo pid $!
            sh -c 'trap "" TERM; echo pid $$; while :; do sleep 1; done' &
            if command -v setsid >/dev/null; then (setsid sh -c 'echo pid $$; exec sleep 1001' &) ; else echo pid $$; fi
            echo pid $$
            wait""";
    private static final int TREE_SIZE = 4;

    @TempDir
    Path folder;

    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<Long> started = new ArrayList<>();

    @BeforeEach
    void needsASupervisor() {
        Assumptions.assumeTrue(Supervisor.isAvailable(), "There is no supervisor on this system.");
    }

    @AfterEach
    void leaveNothingBehind() {
        started.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    @Test
    void aStopEndsTheWholeTreeByForceAfterTheGracePeriod() throws Exception {
        Program program = start(TREE, Duration.ofSeconds(1));
        readTree();
        assertThat(started).allMatch(SupervisorTest::isAlive);

        program.close();

        assertThat(program.isAlive()).isFalse();
        assertThat(started).noneMatch(SupervisorTest::isAlive);
    }

    @Test
    void whatAProgramLeavesBehindEndsWithIt() throws Exception {
        Program program = start("sleep 1000 & echo pid $!; echo one; echo two >&2; exit 3", Duration.ofSeconds(1));

        ProgramExit exit = program.awaitExit();

        assertThat(exit.code()).isEqualTo(3);
        assertThat(exit.sentence()).startsWith("It ended with exit code 3: pid ").endsWith(" | one | two.");
        started.add(Long.parseLong(String.valueOf(lines.poll()).substring("pid ".length())));
        assertThat(started).noneMatch(SupervisorTest::isAlive);
        assertThat(start("kill -s KILL $$", Duration.ofSeconds(1)).awaitExit().sentence())
                .isEqualTo("It ended by signal 9 (kill, perhaps for lack of memory), and wrote nothing.");
    }

    @Test
    void nothingOutlivesAGymscopeThatIsKilled() throws Exception {
        List<String> command = PlayedProgram.command(TREE);
        command.set(command.indexOf(PlayedProgram.class.getName()), CrashingParent.class.getName());
        Process gymscope = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = gymscope.inputReader()) {
            for (String line = output.readLine(); line != null && started.size() < TREE_SIZE; line = output.readLine()) {
                lines.add(line);
                if (line.startsWith("pid ")) {
                    started.add(Long.parseLong(line.substring("pid ".length())));
                }
                if (started.size() == TREE_SIZE) {
                    break;
                }
            }
            assertThat(started).as("%s", lines).hasSize(TREE_SIZE).allMatch(SupervisorTest::isAlive);

            gymscope.destroyForcibly();

            assertThat(gymscope.waitFor()).isEqualTo(128 + 9);
            for (long pid : started) {
                awaitEnd(pid);
            }
        } finally {
            gymscope.destroyForcibly();
        }
    }

    @Test
    void whatCannotBeStartedIsTold() {
        assertThatThrownBy(() -> start(List.of("no-such-program"), folder)).isInstanceOf(Fault.class)
                .hasMessage("There is no program 'no-such-program' on the PATH.");
        assertThatThrownBy(() -> start(List.of("./nothing"), folder)).isInstanceOf(Fault.class)
                .hasMessage("There is no program './nothing'.");
        assertThatThrownBy(() -> start(List.of("sh"), folder.resolve("none"))).isInstanceOf(Fault.class)
                .hasMessageStartingWith("There is no folder ");
    }

    @Test
    void linesAreReadAsAPersonWould() {
        List<ProgramLine> read = new ArrayList<>();
        ProgramOutput output = new ProgramOutput(null, read::add);
        output.read(new java.io.ByteArrayInputStream(("a\r\n\u001b[31mERROR\u001b[0m 08-17 no\n10 %\r50 %\r100 %\n\n"
                + "0.01.2 W slow\nlast ä").getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertThat(read).extracting(ProgramLine::text).containsExactly("a", "ERROR 08-17 no", "100 %", "0.01.2 W slow", "last ä");
        assertThat(read).extracting(ProgramLine::gravity).containsExactly(Gravity.INFO, Gravity.ERROR, Gravity.INFO,
                Gravity.WARNING, Gravity.INFO);
        assertThat(output.last()).isEqualTo(read);
    }

    @Test
    void foreignSettingsOfTheKnownProgramsAreNotHandedOn() throws Exception {
        Program program = start("echo \"$GIVEN ${PATH:+path} ${TAKEN:-gone}\"", Duration.ofSeconds(1));

        program.awaitExit();

        assertThat(lines.poll()).isEqualTo("yes path gone");
    }

    private void readTree() throws InterruptedException {
        while (started.size() < TREE_SIZE) {
            String line = lines.poll(20, TimeUnit.SECONDS);
            assertThat(line).as("a line of the tree").isNotNull().startsWith("pid ");
            started.add(Long.parseLong(line.substring("pid ".length())));
        }
    }

    private Program start(String script, Duration grace) {
        return Program.start(new ProgramSettings.Plan(List.of("/bin/sh", "-c", script), Map.of("GIVEN", "yes", "TAKEN", ""),
                URI.create("http://127.0.0.1:1"), null, null), folder, grace, null, line -> lines.add(line.text()));
    }

    private Program start(List<String> command, Path where) {
        return Program.start(new ProgramSettings.Plan(command, Map.of(), URI.create("http://127.0.0.1:1"), null, null), where,
                Duration.ofSeconds(1), null, line -> lines.add(line.text()));
    }

    /** A process that has ended but whose parent has not looked (a container may have no one who does) counts as ended. */
    private static boolean isAlive(long pid) {
        Path stat = Path.of("/proc", String.valueOf(pid), "stat");
        if (Files.exists(Path.of("/proc/self/stat"))) {
            try {
                return !Files.readString(stat).replaceFirst("^.*\\) ", "").startsWith("Z");
            } catch (java.io.IOException gone) {
                return false;
            }
        }
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static void awaitEnd(long pid) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (isAlive(pid)) {
            assertThat(System.nanoTime()).as("process %d still lives", pid).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
