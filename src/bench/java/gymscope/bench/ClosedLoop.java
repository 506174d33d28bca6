package gymscope.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * So many connections that each send the next request as soon as the last one is answered: one thread, one selector. The
 * first call of each connection, which opens it, is made before the clock starts.
 */
final class ClosedLoop {

    /**
     * What was measured.
     *
     * @param answers that came with status 200
     * @param perSecond of them
     */
    record Figures(long answers, long failures, double perSecond, double p50Millis, double p99Millis) {}

    private final URI url;
    private final byte[] request;

    /** @param token shown as a bearer token */
    ClosedLoop(URI url, String token, String body) {
        this.url = url;
        this.request = requestOf(url, token, body);
    }

    static byte[] requestOf(URI url, String token, String body) {
        return """
                POST %s HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(url.getRawPath(), url.getRawAuthority(), token, body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Runs for so long on the clock. */
    Figures run(int concurrency, double seconds) throws IOException {
        List<Long> latencies = new ArrayList<>(1 << 16);
        List<Caller> callers = new ArrayList<>();
        long failures = 0;
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < concurrency; i++) {
                callers.add(new Caller(selector));
            }
            for (Caller caller : callers) {
                caller.send();
            }
            while (callers.stream().anyMatch(caller -> caller.answers == 0)) {
                failures += serve(selector, latencies);
            }
            latencies.clear();
            long started = System.nanoTime();
            long end = started + (long) (seconds * 1e9);
            while (System.nanoTime() < end) {
                failures += serve(selector, latencies);
            }
            double took = (System.nanoTime() - started) / 1e9;
            long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
            return new Figures(sorted.length, failures, sorted.length / took, millis(sorted, 0.5), millis(sorted, 0.99));
        } finally {
            for (Caller caller : callers) {
                caller.socket.close();
            }
        }
    }

    private static int serve(Selector selector, List<Long> latencies) throws IOException {
        int failures = 0;
        selector.select(50);
        for (SelectionKey key : selector.selectedKeys()) {
            failures += ((Caller) key.attachment()).read(latencies);
        }
        selector.selectedKeys().clear();
        return failures;
    }

    static double millis(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e6;
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private final class Caller {

        private final SocketChannel socket;
        private final HttpPiece answer = new HttpPiece();
        private long sent;
        private int answers;

        Caller(Selector selector) throws IOException {
            socket = SocketChannel.open(new InetSocketAddress(url.getHost(), url.getPort()));
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.configureBlocking(false);
            socket.register(selector, SelectionKey.OP_READ, this);
        }

        void send() throws IOException {
            sent = System.nanoTime();
            ByteBuffer bytes = ByteBuffer.wrap(request);
            while (bytes.hasRemaining()) {
                socket.write(bytes);
            }
        }

        /** Returns the number of failures. */
        int read(List<Long> latencies) throws IOException {
            if (!answer.readFrom(socket)) {
                throw new IOException("%s closed the connection".formatted(url));
            }
            if (!answer.isWhole()) {
                return 0;
            }
            boolean good = answer.firstLine().contains(" 200");
            if (good) {
                latencies.add(System.nanoTime() - sent);
            }
            answers++;
            answer.drop();
            send();
            return good ? 0 : 1;
        }
    }
}
