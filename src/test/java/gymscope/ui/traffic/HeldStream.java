package gymscope.ui.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** An upstream that answers every call with a stream of one event, and ends it only when it is told to. */
final class HeldStream implements AutoCloseable {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    private static final String EVENT = "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
            + "\"model\":\"Qwen3-8B\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hello\"},"
            + "\"finish_reason\":\"stop\"}]}\n\n";

    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final CountDownLatch end = new CountDownLatch(1);

    HeldStream() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:%d/v1".formatted(listener.getLocalPort());
    }

    /** Ends every stream. */
    void finish() {
        end.countDown();
    }

    @Override
    public void close() throws IOException {
        finish();
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            }
        } catch (SocketException closed) {
            // The test is over.
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private void answer(Socket socket) {
        try (socket; InputStream in = socket.getInputStream(); OutputStream out = socket.getOutputStream()) {
            if (in.read() < 0) {
                return;
            }
            out.write((HEAD + EVENT).getBytes(StandardCharsets.UTF_8));
            out.flush();
            end.await();
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            socket.shutdownOutput();
            in.readAllBytes();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
