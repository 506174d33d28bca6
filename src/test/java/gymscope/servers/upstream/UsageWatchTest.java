package gymscope.servers.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageWatchTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"usage\":{\"completion_tokens\":12}}|12",
        "`{\"usage\":{\"output_tokens\" :\n 7 ,\"total_tokens\":9}}`|7",
        "{\"usage\":{\"completion_tokens\":3}} {\"usage\":{\"completion_tokens\":4}}|4",
        "{\"usage\":{\"output_tokens\":3,\"output_tokens_details\":{\"reasoning_tokens\":2}}}|3",
        "{\"usage\":{\"completion_tokens\":5,\"output_tokens\":\"none\"}}|5",
        "{\"usage\":{\"completion_tokens\":null}}|0",
        "{\"usage\":{\"completion_tokens\":|0",
        "{\"text\":\"completion_tokens\"}|0",
        "_tokens\":4|0",
        "{}|0"})
    void theLastNumberOfGeneratedTokensIsFound(String body, long generated) {
        assertThat(watch(body, 5).generatedTokens()).isEqualTo(generated);
        assertThat(watch(body, body.length()).generatedTokens()).isEqualTo(generated);
    }

    @Test
    void ofALongAnswerTheEndCounts() {
        String answer = "x".repeat(100_000) + "{\"usage\":{\"completion_tokens\":41}}";
        assertThat(watch(answer, 1000).generatedTokens()).isEqualTo(41);
    }

    private static UsageWatch watch(String body, int size) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        UsageWatch watch = new UsageWatch();
        for (int start = 0; start < bytes.length; start += size) {
            byte[] piece = Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + size));
            watch.take(piece, piece.length);
        }
        return watch;
    }
}
