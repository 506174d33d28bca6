package gymscope.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class IdleConnectionsTest {

    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII);

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void aConnectionIsUsedAgainAndClosedWhenItHasBeenIdleLongEnough() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            OkHttpClient http = new OkHttpClient.Builder().connectionPool(IdleConnections.pool(4, 1)).build();
            Request request = new Request.Builder().url("http://127.0.0.1:" + server.getLocalPort() + "/").build();
            Thread client = Thread.ofVirtual().start(() -> {
                ask(http, request);
                ask(http, request);
            });
            try (Socket connection = server.accept();
                    BufferedReader lines = new BufferedReader(
                            new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
                answer(connection, lines);
                answer(connection, lines);
                client.join();
                assertThat(lines.readLine()).as("the client closes it").isNull();
            }
        }
    }

    private static void answer(Socket connection, BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
            assertThat(line).isNotNull();
        }
        connection.getOutputStream().write(ANSWER);
    }

    private static void ask(OkHttpClient http, Request request) {
        try (Response response = http.newCall(request).execute()) {
            assertThat(response.body().string()).isEqualTo("{}");
        } catch (IOException problem) {
            throw new AssertionError(problem);
        }
    }
}
