package gymscope.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.wire.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({"127.0.0.1:8000, http://127.0.0.1:8000/v1", "http://h:1/, http://h:1/v1", "http://h:1/v1/, http://h:1/v1",
        "https://api.openai.com/v1, https://api.openai.com/v1", "localhost:1/api, http://localhost:1/api"})
    void anAddressAsPeopleWriteItBecomesABase(String address, String base) {
        assertThat(Endpoint.of(address).baseUrl()).hasToString(base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://h/v1", "http://", "http://a b/", "http://user:password@h/v1"})
    void whatIsNoAddressIsRefusedInWords(String address) {
        assertThatThrownBy(() -> Endpoint.of(address)).isInstanceOf(Fault.class).hasMessageEndingWith(".");
    }

    @Test
    void pathsStandUnderTheBaseOrBesideTheVersion() {
        Endpoint endpoint = Endpoint.of("http://h:1/gateway/v1");

        assertThat(endpoint.url("/chat/completions")).hasToString("http://h:1/gateway/v1/chat/completions");
        assertThat(endpoint.url("//tokenize")).hasToString("http://h:1/gateway/tokenize");
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:1, true", "http://localhost:1, true", "http://[::1]:1, true", "http://example.com, false",
        "http://127.example.com, false"})
    void knowsWhatStaysOnThisMachine(String address, boolean loopback) {
        assertThat(Endpoint.of(address).isLoopback()).isEqualTo(loopback);
    }
}
