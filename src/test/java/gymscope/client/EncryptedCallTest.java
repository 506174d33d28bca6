package gymscope.client;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Exchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls to {@code https://}: the certificates that count are those of the system. */
@Timeout(60)
class EncryptedCallTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    private final Map<String, String> before = new HashMap<>();
    private final HeldCertificate certificate = new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    private final MockWebServer server = new MockWebServer();
    private final ApiClient client = new ApiClient(ExchangeSink.NONE);

    @BeforeEach
    void start() throws IOException {
        server.useHttps(new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslSocketFactory());
        server.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        before.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @Test
    void aServerThatTheSystemTrustsAnswersMoreThanOnceOnOneConnection() throws Exception {
        trust();
        server.enqueue(new MockResponse.Builder().code(200).body("{\"n\": 1}").build());
        server.enqueue(new MockResponse.Builder().code(200).body("{\"n\": 2}").build());

        Exchange first = ask();
        Exchange second = ask();

        assertThat(first.failure()).isNull();
        assertThat(first.responseBody()).isEqualTo("{\"n\": 1}");
        assertThat(second.responseBody()).isEqualTo("{\"n\": 2}");
        assertThat(server.takeRequest().getHandshake()).isNotNull();
        assertThat(server.takeRequest().getExchangeIndex()).isEqualTo(1);
    }

    @Test
    void aServerThatNobodyVouchesForIsNotCalled() {
        Exchange exchange = ask();

        assertThat(exchange.failure()).contains("There is no secure connection to");
        assertThat(server.getRequestCount()).isZero();
    }

    private Exchange ask() {
        Endpoint endpoint = new Endpoint("secure", URI.create("https://localhost:%d/v1".formatted(server.getPort())), null, "m");
        return client.newCall(ApiRequest.get(endpoint, "/models")).execute();
    }

    private void trust() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("test", certificate.certificate());
        Path file = folder.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        set("javax.net.ssl.trustStore", file.toString());
        set("javax.net.ssl.trustStorePassword", PASSWORD);
    }

    private void set(String name, String value) {
        String old = System.setProperty(name, value);
        before.put(name, old == null ? "" : old);
    }
}
