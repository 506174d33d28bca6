package gymscope.bench;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import javafx.animation.AnimationTimer;
import tools.jackson.databind.node.ObjectNode;

/** Times of frames while something happens once in each. */
final class FrameTimes {

    private static final int WARM_UP = 120;
    private static final int FRAMES = 300;
    private static final int PATIENCE_SECONDS = 120;

    private FrameTimes() {
    }

    /**
     * Does something once a pulse and notes each finished frame; the first two seconds do not count.
     *
     * @param action gets the number of the pulse, on the UI thread
     * @param paint how long our own painting took in the last frame, in nanoseconds
     */
    static ObjectNode measure(BenchWindow window, IntConsumer action, LongSupplier paint) throws InterruptedException {
        long[] times = new long[WARM_UP + FRAMES];
        double[] painted = new double[WARM_UP + FRAMES];
        long[] processor = new long[2];
        CountDownLatch done = new CountDownLatch(1);
        int[] count = {0};
        AnimationTimer timer = BenchWindow.get(() -> {
            AnimationTimer acting = new AnimationTimer() {
                private int pulse;

                @Override
                public void handle(long now) {
                    action.accept(pulse++);
                }
            };
            window.onFrame(time -> {
                if (count[0] < times.length) {
                    painted[count[0]] = paint.getAsLong() / 1e6;
                    times[count[0]++] = time;
                    if (count[0] == WARM_UP || count[0] == times.length) {
                        processor[count[0] == WARM_UP ? 0 : 1] = processorNanos();
                    }
                    if (count[0] == times.length) {
                        done.countDown();
                    }
                }
            });
            acting.start();
            return acting;
        });
        boolean all = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        BenchWindow.get(() -> {
            timer.stop();
            return timer;
        });
        if (!all) {
            throw new Fault("The benchmark's window showed only %d of %d frames.".formatted(count[0], times.length),
                    "Run it again on a machine with less to do.");
        }
        double[] frames = new double[FRAMES - 1];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = (times[WARM_UP + i + 1] - times[WARM_UP + i]) / 1e6;
        }
        double[] own = Arrays.copyOfRange(painted, WARM_UP, painted.length);
        return Json.object().put("frame_median_ms", quantile(frames, 0.5)).put("frame_p95_ms", quantile(frames, 0.95))
                .put("own_paint_median_ms", quantile(own, 0.5)).put("own_paint_p95_ms", quantile(own, 0.95))
                .put("processor_ms", (processor[1] - processor[0]) / 1e6 / FRAMES);
    }

    /** A quantile of some values, 0 to 1. */
    static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }

    /** What the UI thread and the render thread computed so far. UI thread. */
    static long processorNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = threads.getCurrentThreadCpuTime();
        for (long id : threads.getAllThreadIds()) {
            var thread = threads.getThreadInfo(id);
            if (thread != null && thread.getThreadName().startsWith("QuantumRenderer")) {
                sum += threads.getThreadCpuTime(id);
            }
        }
        return sum;
    }
}
