package gymscope.bench;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.ui.controls.Refresh;
import gymscope.ui.controls.tokens.TokenPane;
import gymscope.ui.controls.tokens.TokenSurface;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import javafx.scene.layout.StackPane;
import tools.jackson.databind.node.ObjectNode;

/**
 * 2,000 tokens a second for six seconds into a token pane that follows them: for each token the time from its event, on
 * another thread, to the finished frame that shows it. The first second does not count.
 */
final class StreamingFigures {

    private static final int PER_SECOND = 2_000;
    private static final int SECONDS = 6;
    private static final long GAP_NANOS = 1_000_000_000L / PER_SECOND;

    private StreamingFigures() {
    }

    static ObjectNode measure() throws InterruptedException {
        List<TraceToken> tokens = new BenchTrace().tokens(0, PER_SECOND * SECONDS);
        long[] sent = new long[tokens.size()];
        double[] lag = new double[tokens.size()];
        StackPane root = new StackPane();
        try (BenchWindow window = BenchWindow.open(() -> root)) {
            TokenPane pane = BenchWindow.get(() -> {
                TokenPane made = new TokenPane(TokenSurface.Size.INSPECTOR);
                made.setTrace(new TokenTrace(tokens.subList(0, 1)), "");
                made.setStreaming(true);
                root.getChildren().setAll(made);
                return made;
            });
            ConcurrentLinkedQueue<TraceToken> arrived = new ConcurrentLinkedQueue<>();
            CountDownLatch done = new CountDownLatch(1);
            int[] shown = {1};
            int[] painted = {1};
            List<Double> paints = new ArrayList<>();
            Refresh refresh = BenchWindow.get(() -> new Refresh(() -> {
                List<TraceToken> more = new ArrayList<>();
                for (TraceToken token = arrived.poll(); token != null; token = arrived.poll()) {
                    more.add(token);
                }
                pane.model().append(more);
                painted[0] = pane.model().tokens().size();
            }));
            BenchWindow.get(() -> {
                window.onFrame(time -> {
                    paints.add(pane.surface().lastPaintNanos() / 1e6);
                    for (; shown[0] < painted[0]; shown[0]++) {
                        lag[shown[0]] = (time - sent[shown[0]]) / 1e6;
                    }
                    if (shown[0] == tokens.size()) {
                        done.countDown();
                    }
                });
                return window;
            });
            Thread.ofPlatform().daemon().start(() -> send(tokens, sent, arrived, refresh));
            done.await();
            double[] counted = Arrays.copyOfRange(lag, PER_SECOND, lag.length);
            double[] own = paints.stream().mapToDouble(Double::doubleValue).toArray();
            return Json.object().put("tokens_per_second", PER_SECOND).put("lag_median_ms", FrameTimes.quantile(counted, 0.5))
                    .put("lag_p95_ms", FrameTimes.quantile(counted, 0.95)).put("lag_most_ms", FrameTimes.quantile(counted, 1))
                    .put("own_paint_median_ms", FrameTimes.quantile(own, 0.5)).put("frames", own.length);
        }
    }

    private static void send(List<TraceToken> tokens, long[] sent, ConcurrentLinkedQueue<TraceToken> arrived, Refresh refresh) {
        long start = System.nanoTime();
        for (int i = 1; i < tokens.size(); i++) {
            long due = start + i * GAP_NANOS;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            sent[i] = System.nanoTime();
            arrived.add(tokens.get(i));
            refresh.request();
        }
    }
}
