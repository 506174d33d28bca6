package gymscope.tokens.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.VectorCases;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes that the recorded answers lack: other servers, other versions, streams that break off, bodies that say nothing. */
class AnswerReadingTest {

    @Test
    void readsSglangsObjectsAndParallelLists() {
        String expected = """
                {"dialect": "sglang_generate", "text": "a", "token_ids": [5], "prompt_token_ids": [9], "finish_reason": "stop", "stop_string": "x",
                 "tokens": [{"id": 5, "logprob": -0.1, "top": [{"id": 5, "logprob": -0.1}, {"id": 6, "logprob": -3.0}]}],
                 "prompt_tokens": [{"id": 9, "logprob": null}], "usage": {"prompt": 1, "completion": 1, "total": 2}, "warnings": []}""";
        String meta = "\"finish_reason\": {\"type\": \"stop\", \"matched\": \"x\"}, \"prompt_tokens\": 1, \"completion_tokens\": 1";

        assertReads("{\"body\": {\"text\": \"a\", \"output_ids\": [5], \"meta_info\": {" + meta + """
                , "output_token_logprobs_val": [-0.1], "output_token_logprobs_idx": [5], "output_top_logprobs_val": [[-0.1, -3]],
                  "output_top_logprobs_idx": [[5, 6]], "input_token_logprobs_val": [null], "input_token_logprobs_idx": [9]}}}""",
                expected);
        assertReads("{\"body\": {\"text\": \"a\", \"output_ids\": [5], \"meta_info\": {" + meta + """
                , "output_token_logprobs": [{"logprob": -0.1, "token_id": 5, "text": null}],
                  "output_top_logprobs": [[{"logprob": -3, "token_id": 6}, {"logprob": -0.1, "token_id": 5}]],
                  "input_token_logprobs": [{"logprob": null, "token_id": 9}]}}}""", expected);
    }

    @Test
    void readsStreamsOfEveryKind() {
        assertReads(
                """
                        {"sse": ["data: {\\"text\\":\\"a\\",\\"output_ids\\":[5],\\"meta_info\\":{\\"completion_tokens\\":1,\\"output_token_logprobs\\":[[-0.1,5,null]]}}", "",
                         "data: {\\"text\\":\\"ab\\",\\"output_ids\\":[5,6],\\"meta_info\\":{\\"finish_reason\\":{\\"type\\":\\"length\\"},\\"completion_tokens\\":2,\\"output_token_logprobs\\":[[-0.1,5,null],[-0.2,6,null]]}}", "", "data: [DONE]"]}""",
                "{\"text\": \"ab\", \"token_ids\": [5, 6], \"finish_reason\": \"length\", \"done\": true, \"warnings\": []}");
        assertReads(
                """
                        {"sse": ["data: {\\"text\\":\\"a\\",\\"output_ids\\":[5],\\"meta_info\\":{\\"completion_tokens\\":1}}", "",
                         "data: {\\"text\\":\\"a\\",\\"output_ids\\":[6],\\"meta_info\\":{\\"finish_reason\\":{\\"type\\":\\"stop\\"},\\"completion_tokens\\":2}}", "", "data: [DONE]"]}""",
                "{\"text\": \"aa\", \"token_ids\": [5, 6], \"done\": true}");
        assertReads(
                """
                        {"sse": ["data: {\\"content\\":\\"a\\",\\"tokens\\":[5],\\"stop\\":false,\\"completion_probabilities\\":[{\\"id\\":5,\\"token\\":\\"a\\",\\"bytes\\":[97],\\"logprob\\":-0.1}]}", "",
                         "data: {\\"content\\":\\"\\",\\"tokens\\":[],\\"stop\\":true,\\"stop_type\\":\\"eos\\",\\"tokens_predicted\\":1,\\"tokens_evaluated\\":4}"]}""",
                "{\"dialect\": \"llama_cpp_completion\", \"text\": \"a\", \"token_ids\": [5], \"finish_reason\": \"stop\", \"usage\": {\"total\": 5}, \"done\": true}");
        assertReads(
                """
                        {"sse": ["{\\"message\\":{\\"role\\":\\"assistant\\",\\"content\\":\\"H\\"},\\"done\\":false}", "{\\"message\\":{\\"content\\":\\"i\\"},\\"done\\":true,\\"done_reason\\":\\"stop\\"}"]}""",
                "{\"dialect\": \"ollama\", \"text\": \"Hi\", \"finish_reason\": \"stop\", \"done\": true}");
        assertReads(
                """
                        {"sse": ["data:{\\"index\\":1,\\"token\\":{\\"id\\":5,\\"text\\":\\"Hi\\",\\"logprob\\":-0.1,\\"special\\":false},\\"generated_text\\":null,\\"details\\":null}", "",
                         "data:{\\"index\\":2,\\"token\\":{\\"id\\":2,\\"text\\":\\"</s>\\",\\"logprob\\":-0.2,\\"special\\":true},\\"generated_text\\":\\"Hi\\",\\"details\\":{\\"finish_reason\\":\\"eos_token\\",\\"generated_tokens\\":2}}"]}""",
                "{\"dialect\": \"tgi_generate\", \"text\": \"Hi\", \"token_ids\": [5, 2], \"finish_reason\": \"stop\", \"done\": true}");
        assertReads(
                """
                        {"sse": ["event: message_start", "data: {\\"type\\":\\"message_start\\",\\"message\\":{\\"type\\":\\"message\\",\\"content\\":[],\\"usage\\":{\\"input_tokens\\":3}}}", "",
                         "event: content_block_start", "data: {\\"type\\":\\"content_block_start\\",\\"index\\":0,\\"content_block\\":{\\"type\\":\\"tool_use\\",\\"id\\":\\"t\\",\\"name\\":\\"f\\",\\"input\\":{}}}", "",
                         "event: content_block_delta", "data: {\\"type\\":\\"content_block_delta\\",\\"index\\":0,\\"delta\\":{\\"type\\":\\"input_json_delta\\",\\"partial_json\\":\\"{\\\\\\"a\\\\\\":\\"}}", "",
                         "event: content_block_delta", "data: {\\"type\\":\\"content_block_delta\\",\\"index\\":0,\\"delta\\":{\\"type\\":\\"input_json_delta\\",\\"partial_json\\":\\"1}\\"}}", "",
                         "event: message_delta", "data: {\\"type\\":\\"message_delta\\",\\"delta\\":{\\"stop_reason\\":\\"tool_use\\"},\\"usage\\":{\\"output_tokens\\":2}}", "", "event: message_stop", "data: {\\"type\\":\\"message_stop\\"}"]}""",
                "{\"dialect\": \"messages\", \"tool_calls\": [{\"id\": \"t\", \"name\": \"f\", \"arguments\": {\"a\": 1}}], \"finish_reason\": \"tool_calls\", \"usage\": {\"total\": 5}, \"done\": true}");
    }

    @Test
    void aResponsesStreamKeepsTheLogprobsThatItsLastEventLeavesOut() {
        assertReads(
                """
                        {"sse": ["event: response.output_item.added", "data: {\\"type\\":\\"response.output_item.added\\",\\"output_index\\":0,\\"item\\":{\\"type\\":\\"message\\",\\"content\\":[]}}",
                         "event: response.output_text.delta", "data: {\\"type\\":\\"response.output_text.delta\\",\\"output_index\\":0,\\"content_index\\":0,\\"delta\\":\\"Hi\\",\\"logprobs\\":[{\\"token\\":\\"Hi\\",\\"logprob\\":-0.1,\\"top_logprobs\\":[]}]}",
                         "event: response.completed", "data: {\\"type\\":\\"response.completed\\",\\"response\\":{\\"status\\":\\"completed\\",\\"output\\":[{\\"type\\":\\"message\\",\\"content\\":[{\\"type\\":\\"output_text\\",\\"text\\":\\"Hi\\"}]}]}}"]}""",
                "{\"text\": \"Hi\", \"finish_reason\": \"stop\", \"native_status\": \"completed\", \"tokens\": [{\"text\": \"Hi\", \"logprob\": -0.1}], \"done\": true}");
    }

    @Test
    void aStreamThatBreaksOffIsTold() {
        assertReads(
                """
                        {"sse": ["data: {\\"choices\\":[{\\"index\\":0,\\"delta\\":{\\"content\\":\\"He\\"}}]}\\r", "\\r", ": ping", "data:{\\"choices\\":[{\\"index\\":0,\\"delta\\":{\\"content\\":\\"llo\\"}}]}", "",
                         "data: {\\"choices\\":[{\\"ind"]}""",
                "{\"text\": \"Hello\", \"finish_reason\": null, \"done\": false, \"warnings\": [\"stream_truncated\"]}");
        assertReads(
                "{\"sse\": [\"data: {\\\"choices\\\":[{\\\"index\\\":0,\\\"delta\\\":{\\\"content\\\":\\\"a\\\"},\\\"finish_reason\\\":\\\"stop\\\"}]}\"]}",
                "{\"text\": \"a\", \"done\": false, \"warnings\": [\"stream_not_terminated\"]}");
    }

    @Test
    void anErrorInsideAStreamIsRepeatableOnlyBeforeTheAnswerBegan() {
        String error = "data: {\\\"error\\\": {\\\"message\\\": \\\"boom\\\", \\\"type\\\": \\\"InternalServerError\\\", \\\"code\\\": 500}}\", \"\", \"data: [DONE]";
        assertReads("{\"status\": 200, \"sse\": [\"" + error + "\"]}",
                "{\"error\": {\"http_status\": 200, \"kind\": \"server_error\", \"code\": \"500\", \"message\": \"boom\", \"in_stream\": true, \"retryable\": true}, \"done\": true}");
        assertReads(
                "{\"status\": 200, \"sse\": [\"data: {\\\"choices\\\":[{\\\"index\\\":0,\\\"delta\\\":{\\\"content\\\":\\\"a\\\"}}]}\", \"\", \""
                        + error + "\"]}",
                "{\"text\": \"a\", \"error\": {\"kind\": \"server_error\", \"in_stream\": true, \"retryable\": false}, \"warnings\": []}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "429 | {\"error\": {\"message\": \"Rate limit reached: Limit 30000, Used 1, Requested 5000.\", \"code\": \"rate_limit_exceeded\"}} | {\"kind\": \"rate_limit\", \"limit\": 30000, \"requested\": 5000, \"retryable\": true}",
        "400 | {\"object\": \"error\", \"message\": \"This model's maximum context length is 2048 tokens. However, you requested 3000 tokens (2900 in the messages, 100 in the completion).\", \"code\": 400} | {\"kind\": \"context_length\", \"limit\": 2048, \"requested\": 3000, \"code\": \"400\"}",
        "400 | {\"error\": {\"code\": 400, \"message\": \"too long\", \"type\": \"exceed_context_size_error\", \"n_prompt_tokens\": 696, \"n_ctx\": 256}} | {\"kind\": \"context_length\", \"limit\": 256, \"requested\": 696}",
        "404 | {\"error\": {\"message\": \"The model `foo` does not exist.\", \"type\": \"NotFoundError\", \"param\": \"model\", \"code\": 404}} | {\"kind\": \"model_not_found\", \"param\": \"model\"}",
        "404 | {\"detail\": \"Not Found\"} | {\"kind\": \"not_supported\", \"message\": \"Not Found\"}",
        "501 | {\"error\": {\"code\": 501, \"message\": \"no embeddings\", \"type\": \"not_supported_error\"}} | {\"kind\": \"not_supported\", \"retryable\": false}",
        "502 | \"<html><title>502 Bad Gateway</title></html>\" | {\"kind\": \"bad_gateway\", \"message\": \"502 Bad Gateway\", \"retryable\": true}",
        "503 | {\"error\": {\"message\": \"overloaded\", \"type\": \"server_error\", \"code\": null}} | {\"kind\": \"unavailable\", \"retryable\": true}",
        "504 | null | {\"kind\": \"bad_gateway\", \"retryable\": true}",
        "500 | {\"error\": {\"message\": \"x\", \"type\": \"InternalServerError\", \"code\": 500}} | {\"kind\": \"server_error\", \"retryable\": true}",
        "200 | {\"error\": \"Unexpected endpoint or method. (POST /v1/x)\"} | {\"kind\": \"not_supported\", \"http_status\": 200}"})
    void errorsAreToldApart(int status, String body, String error) {
        assertReads("{\"status\": %d, \"body\": %s}".formatted(status, body), "{\"error\": %s}".formatted(error));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"{\"Retry-After\": \"20\"} | 20000", "{\"retry-after-ms\": \"1500\", \"retry-after\": \"2\"} | 1500",
                "{\"retry-after\": \"Wed, 21 Oct 2015 07:28:00 GMT\", \"date\": \"Wed, 21 Oct 2015 07:27:00 GMT\"} | 60000"})
    void theTimeToWaitIsTold(String headers, long wait) {
        assertReads("{\"status\": 429, \"headers\": %s, \"body\": {}}".formatted(headers),
                "{\"error\": {\"kind\": \"rate_limit\", \"retry_after_ms\": %d}}".formatted(wait));
    }

    @Test
    void theTimesUntilLimitsAreRenewedAreTold() {
        assertReads(
                """
                        {"status": 429, "headers": {"x-ratelimit-reset-requests": "6m0s", "x-ratelimit-reset-tokens": "120ms"}, "body": {}}""",
                "{\"error\": {\"reset_requests_ms\": 360000, \"reset_tokens_ms\": 120}}");
    }

    @Test
    void undecodedTokensAreDecodedOnlyWhereTheAnswerProvesIt() {
        assertReads(chat(" that é",
                "{\"token\": \"Ġthat\", \"logprob\": -1, \"bytes\": [196, 160, 116]}, {\"token\": \"ĠÃ©\", \"logprob\": -1}"),
                "{\"tokens\": [{\"text\": \" that\", \"bytes\": [32, 116, 104, 97, 116]}, {\"text\": \" é\"}], \"warnings\": [\"undecoded_tokens\"]}");
        assertReads(
                chat("Ġgantija",
                        "{\"token\": \"Ġ\", \"logprob\": -1, \"bytes\": [196, 160]}, {\"token\": \"gantija\", \"logprob\": -1}"),
                "{\"tokens\": [{\"text\": \"Ġ\", \"bytes\": [196, 160]}, {\"text\": \"gantija\"}], \"warnings\": []}");
    }

    @Test
    void aTokenOutsideItsListAndLogitsAreLabelled() {
        assertReads(chat("a",
                "{\"token\": \"a\", \"logprob\": -4, \"bytes\": [97], \"top_logprobs\": [{\"token\": \"b\", \"logprob\": -0.1}]}"),
                "{\"tokens\": [{\"text\": \"a\", \"chosen_in_top\": false}], \"warnings\": []}");
        assertReads(chat("a", "{\"token\": \"a\", \"logprob\": 12.5, \"bytes\": [97]}"),
                "{\"logprob_kind\": \"logits\", \"warnings\": [\"positive_logprob\"]}");
    }

    @Test
    void valuesThatAreNoNumbersAreNotScoredOrAtTheFloor() {
        assertReads(chat("ab", "{\"token\": \"a\", \"logprob\": NaN}, {\"token\": \"b\", \"logprob\": -Infinity}"),
                "{\"tokens\": [{\"text\": \"a\", \"logprob\": null}, {\"text\": \"b\", \"logprob\": -9999.0, \"floored\": true}]}");
    }

    @Test
    void promptScoresNameTheTokenItselfWhateverTheOrderOfTheKeys() {
        assertReads(
                """
                        {"body": {"choices": [{"index": 0, "text": "x", "logprobs": null, "prompt_logprobs": [null,
                          {"3": {"logprob": -0.5, "rank": 1, "decoded_token": "Ċ"}, "7": {"logprob": -9999.0, "rank": 40, "decoded_token": "Ġthat"}}]}]}}""",
                "{\"prompt_tokens\": [{\"logprob\": null}, {\"id\": 7, \"text\": \" that\", \"rank\": 40, \"floored\": true, \"top\": [{\"id\": 3, \"text\": \"\\n\"}, {\"id\": 7}]}]}");
    }

    @Test
    void aBodyInNoKnownDialectIsToldByPointer() {
        AnswerReading reading = read(
                "{\"body\": {\"answer\": \"x\", \"stats\": {\"prompt_tokens\": 1}, \"foo\": [1, 2], \"a/b\": {\"deep\": true}}}");

        assertThat(reading.dialect()).isEqualTo(Dialect.UNKNOWN);
        assertThat(reading.unread()).containsExactly("/foo", "/a~1b/deep");
        assertThat(reading.normalForm().path("recognised").path("/stats").asString()).isEqualTo("usage");
        assertThat(reading.normalForm().path("sentence").asString()).startsWith("The body is in no known dialect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"body\": null}", "{\"body\": []}", "{\"body\": 3}", "{\"body\": \"text\"}", "{\"sse\": []}",
        "{\"sse\": [\"data: 3\"]}",
        "{\"body\": {\"choices\": []}}", "{\"body\": {\"choices\": [3]}}",
        "{\"body\": {\"choices\": [{\"message\": 3, \"logprobs\": {\"content\": [3, null]}}]}}",
        "{\"body\": {\"output\": [3]}}", "{\"body\": {\"meta_info\": {\"output_token_logprobs\": [[], 3, [\"x\"]]}}}",
        "{\"body\": {\"tokens\": [null, {}]}}",
        "{\"body\": {\"generated_text\": 3, \"details\": 4}}", "{\"body\": {\"done\": true, \"message\": {\"tool_calls\": [3]}}}",
        "{\"body\": [[1]]}", "{\"sse\": [\"data: {\\\"choices\\\": 3}\"]}",
        "{\"body\": {\"choices\": [{\"text\": \"x\", \"prompt_logprobs\": [3, {}, {\"x\": 3}]}]}}"})
    void membersOfAnotherShapeDoNoHarm(String sample) {
        assertThat(read(sample).normalForm()).isNotNull();
    }

    @Test
    void aCaseWithoutAnAnswerIsRefused() {
        assertThatThrownBy(() -> read("{\"status\": 200}")).isInstanceOf(Fault.class)
                .hasMessageContaining("neither body nor sse");
    }

    private static String chat(String content, String entries) {
        return "{\"body\": {\"choices\": [{\"index\": 0, \"message\": {\"content\": \"%s\"}, \"finish_reason\": \"stop\", \"logprobs\": {\"content\": [%s]}}]}}"
                .formatted(content, entries);
    }

    private static void assertReads(String sample, String expected) {
        VectorCases.assertContains("", Json.parse(expected), read(sample).normalForm(), 1e-9);
    }

    private static AnswerReading read(String sample) {
        return AnswerReading.of(AnswerSample.ofCase(Json.parseObject(sample)));
    }
}
