package gymscope.servers.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines of NeMo Gym's loop. */
class ModelRetriesTest {

    private final List<String> lines = new ArrayList<>();
    private final ModelRetries retries = new ModelRetries("http://up/v1/responses", 3, lines::add);

    @Test
    void aRateLimitCostsNoTryAndAServerErrorOne() {
        retries.refused(429, "{\"error\": \"slow\"}");
        retries.refused(500, "boom");
        retries.refused(520, "");
        retries.refused(500, "x".repeat(300));
        retries.refused(400, "told to the caller");

        assertThat(lines).containsExactly(
                "[model_retry url=http://up/v1/responses status=429 kind=rate_limit try=1 max_tries=4 error_msg={\"error\": \"slow\"}]",
                "[model_retry url=http://up/v1/responses status=500 kind=server_error try=2 max_tries=4 error_msg=boom]",
                "[model_retry url=http://up/v1/responses status=520 kind=rate_limit try=3 max_tries=5 error_msg=]",
                "[model_retry url=http://up/v1/responses status=500 kind=server_error try=4 max_tries=5 error_msg=%s]"
                        .formatted("x".repeat(200)));
    }

    @Test
    void aSignOutsideTheBasicPlaneIsNotCutInTwo() {
        retries.refused(503, "😀".repeat(250));

        assertThat(lines.getFirst()).endsWith("error_msg=" + "😀".repeat(200) + "]");
    }
}
