package gymscope.ui.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import gymscope.ui.Fx;
import gymscope.ui.controls.VerdictIcon;
import gymscope.ui.shell.Job;
import gymscope.verification.Battery;
import gymscope.wire.Json;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The Verify screen's logic with the standard battery against endpoints on this machine; no window. */
class VerifyModelTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void anEndpointWithoutLogProbabilitiesIsNotReady() throws Exception {
        try (FakeEndpoint endpoint = FakeEndpoint.start();
                VerifyWindow window = new VerifyWindow(folder, endpoint.baseUrl(), Battery.standard())) {
            VerifyModel model = window.open().model();
            Fx.run(model::run);
            Fx.until("all checks are done", () -> !model.isRunning());
            Verification end = verification(model);
            assertThat(end.phase()).isEqualTo(Verification.Phase.DONE);
            assertThat(end.sentence()).startsWith("Not ready for on-policy training: ");
            assertThat(end.kind()).isEqualTo(VerdictIcon.Kind.FAIL);
            assertThat(end.rows()).hasSize(12).allMatch(CheckRow::isDone);
            assertThat(end.count(VerdictIcon.Kind.PASS)).isGreaterThanOrEqualTo(3);
            assertThat(end.parts().stream().mapToDouble(part -> part.share()).sum()).isEqualTo(1, offset(1e-9));
            CheckRow failed = end.rows().stream().filter(row -> row.kind() == VerdictIcon.Kind.FAIL).findFirst().orElseThrow();
            assertThat(failed.why()).isNotEmpty();
            assertThat(model.isOpen(failed)).as("a failed row is open by itself").isTrue();
            assertThat(model.selectedProperty().get()).as("the first failure is looked at").isEqualTo(failed.id());
            for (CheckGroup group : CheckGroup.of(end.rows())) {
                assertThat(model.isFolded(group)).as(group.summary()).isEqualTo(group.allPassed());
            }
            assertThat(Fx.get(() -> window.app().jobs().ended().getFirst().stateProperty().get())).isEqualTo(Job.State.DONE);
            Path file = folder.resolve("report.json");
            Fx.run(() -> model.save(file));
            JsonNode report = Json.parse(Files.readString(file));
            assertThat(report.path("checks").size()).isEqualTo(12);
            assertThat(report.path("ready").asBoolean()).isFalse();
        }
    }

    @Test
    void anEndpointThatIsDownIsSaidInASentence() throws Exception {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:%d/v1".formatted(socket.getLocalPort()));
        }
        try (VerifyWindow window = new VerifyWindow(folder, nobody, Battery.standard())) {
            VerifyModel model = window.open().model();
            Fx.run(model::run);
            Fx.until("all checks are done", () -> !model.isRunning());
            Verification end = verification(model);
            assertThat(Objects.requireNonNull(end.stop()).sentence()).isNotEmpty();
            assertThat(end.count(VerdictIcon.Kind.FAIL)).isEqualTo(1);
            assertThat(end.rows().getLast().took()).isEqualTo("–");
        }
    }

    @Test
    void stoppingKeepsWhatIsKnownAndEndsTheJob() {
        CountDownLatch gate = new CountDownLatch(1);
        try (FakeEndpoint endpoint = FakeEndpoint.start(gate);
                VerifyWindow window = new VerifyWindow(folder, endpoint.baseUrl(), Battery.standard())) {
            VerifyScreen screen = window.open();
            VerifyModel model = screen.model();
            Fx.run(model::run);
            Fx.until("a chat is asked", () -> shown(model).rows().stream()
                    .anyMatch(row -> row.check().id().contains("chat") && row.kind() == VerdictIcon.Kind.RUNNING));
            int done = verification(model).done();
            assertThat(done).isPositive();
            assertThat(Fx.get(screen::cancel)).isTrue();
            Verification end = verification(model);
            assertThat(end.phase()).isEqualTo(Verification.Phase.STOPPED);
            assertThat(end.done()).isEqualTo(done);
            assertThat(end.count(VerdictIcon.Kind.RUNNING)).isZero();
            Fx.until("the job is over", () -> window.app().jobs().running().isEmpty());
            assertThat(Fx.get(() -> window.app().jobs().ended().getFirst().stateProperty().get())).isEqualTo(Job.State.CANCELLED);
            assertThat(Fx.get(screen::cancel)).as("nothing is left to cancel").isFalse();
        }
    }

    @Test
    void oneCheckCanBeAskedAgain() {
        try (FakeEndpoint endpoint = FakeEndpoint.start();
                VerifyWindow window = new VerifyWindow(folder, endpoint.baseUrl(), Battery.standard())) {
            VerifyModel model = window.open().model();
            Fx.run(model::run);
            Fx.until("all checks are done", () -> !model.isRunning());
            Verification before = verification(model);
            CheckRow failed = before.rows().stream().filter(row -> row.kind() == VerdictIcon.Kind.FAIL).findFirst().orElseThrow();
            long asked = failed.exchanges().getFirst().id();
            Fx.run(() -> model.runAgain(failed));
            assertThat(verification(model).count(VerdictIcon.Kind.RUNNING)).isEqualTo(1);
            Fx.until("it was asked again", () -> !model.isRunning());
            Verification after = verification(model);
            assertThat(after.phase()).isEqualTo(Verification.Phase.DONE);
            CheckRow again = after.rows().get(before.rows().indexOf(failed));
            assertThat(again.kind()).isEqualTo(VerdictIcon.Kind.FAIL);
            assertThat(again.exchanges().getFirst().id()).isNotEqualTo(asked);
        }
    }

    @Test
    void finishingElsewhereIsToldByAToast() {
        CountDownLatch gate = new CountDownLatch(1);
        try (FakeEndpoint endpoint = FakeEndpoint.start(gate);
                VerifyWindow window = new VerifyWindow(folder, endpoint.baseUrl(), Battery.standard())) {
            VerifyModel model = window.open().model();
            Fx.run(model::run);
            Fx.run(() -> window.app().screens().open("Settings"));
            gate.countDown();
            Fx.until("a toast is shown", () -> window.app().notices().messageProperty().get() != null);
            assertThat(Fx.get(() -> Objects.requireNonNull(window.app().notices().messageProperty().get()).text()))
                    .startsWith("policy_model: Not ready");
        }
    }

    private static Verification verification(VerifyModel model) {
        return Fx.get(() -> shown(model));
    }

    private static Verification shown(VerifyModel model) {
        return Objects.requireNonNull(model.verificationProperty().get());
    }
}
