package gymscope.tokens.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gymscope.tokens.Alternative;
import gymscope.tokens.Channel;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.wire.Exchange;
import gymscope.wire.Exchange.Timing;
import gymscope.wire.Json;
import gymscope.wire.ServerSentEvent;
import gymscope.wire.Span;
import gymscope.wire.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceReaderTest {

    @Test
    void readsChatEntriesWithIdsAndSortsTheAlternatives() {
        TokenTrace trace = TraceReader.ofChat(
                Json.parse(
                        """
                                {"prompt_token_ids": [1, 2], "choices": [{"index": 0, "message": {"content": "Hi there"}, "token_ids": [13048, 1052, 151645],
                                 "logprobs": {"content": [
                                  {"token": "Hi", "logprob": -1.2, "bytes": [72, 105], "top_logprobs": [
                                    {"token": "Hi", "logprob": -1.2, "bytes": [72, 105]}, {"token": "Hello", "logprob": -0.4, "bytes": [72, 101, 108, 108, 111]}]},
                                  {"token": " there", "logprob": -0.01, "bytes": [32, 116, 104, 101, 114, 101], "top_logprobs": []},
                                  {"token": "", "logprob": -0.02, "bytes": [], "top_logprobs": []}]}}]}"""),
                0);

        assertThat(trace.promptIds()).containsExactly(1, 2);
        assertThat(trace.tokens()).extracting(TraceToken::id).containsExactly(13048, 1052, 151645);
        TraceToken first = trace.tokens().getFirst();
        assertThat(first.alternatives()).extracting(Alternative::text).containsExactly("Hello", "Hi");
        assertThat(first.alternatives()).extracting(Alternative::id).containsExactly(null, 13048);
        assertThat(first.rank()).isEqualTo(2);
        assertThat(trace.text()).isEqualTo("Hi there");
        assertThat(trace.tokens()).extracting(TraceToken::channel).containsExactly(Channel.CONTENT, Channel.CONTENT,
                Channel.TEMPLATE);
    }

    @Test
    void readsTheParallelArraysOfCompletions() {
        TokenTrace trace = TraceReader.ofCompletion(Json
                .parse("""
                        {"choices": [{"index": 0, "text": "The capital", "logprobs": {"text_offset": [0, 3], "token_logprobs": [null, -3.25],
                         "tokens": ["The", " capital"], "top_logprobs": [null, {" capital": -3.25, " best": -2.0}]}}]}"""),
                0);

        assertThat(trace.tokens()).extracting(TraceToken::logprob).containsExactly(null, -3.25);
        assertThat(trace.tokens().getLast().rank()).isEqualTo(2);
        assertThat(trace.scored()).isEqualTo(1);
        assertThat(trace.meanLogProbability()).isEqualTo(-3.25);
    }

    @Test
    void readsNumbersThatStandInForTexts() {
        TokenTrace trace = TraceReader.ofChat(Json
                .parse("""
                        {"choices": [{"message": {"content": "Hi"}, "logprobs": {"content": [
                          {"token": "token_id:42", "logprob": -0.5, "bytes": [72, 105], "top_logprobs": [
                            {"token": "token_id:42", "logprob": -0.5, "bytes": [116]}, {"token": "token_id:7", "logprob": -2.0, "bytes": [116]}]}]}}]}"""),
                0);

        TraceToken token = trace.tokens().getFirst();
        assertThat(token.id()).isEqualTo(42);
        assertThat(token.text()).isEqualTo("Hi");
        assertThat(token.alternatives()).extracting(Alternative::id).containsExactly(42, 7);
        assertThat(token.alternatives()).allSatisfy(other -> assertThat(other.bytes()).isNull());
        assertThat(token.rank()).isEqualTo(1);
    }

    @Test
    void theFloorTakesNoPartInSums() {
        TokenTrace trace = TraceReader.ofChat(Json
                .parse("""
                        {"choices": [{"message": {}, "logprobs": {"content": [
                          {"token": "{", "logprob": -0.25, "bytes": [123], "top_logprobs": []}, {"token": "", "logprob": -9999.0, "bytes": [], "top_logprobs": []}]}}]}"""),
                0);

        assertThat(trace.tokens().getLast().floored()).isTrue();
        assertThat(trace.tokens().getLast().probability()).isNull();
        assertThat(trace.meanLogProbability()).isEqualTo(-0.25);
        assertThat(trace.perplexity()).isEqualTo(Math.exp(0.25), within(1e-12));
    }

    @Test
    void readsNemoGymItemsAndLaysTextsOverThem() {
        TokenTrace trace = TraceReader.ofResponse(Json
                .parse("""
                        {"output": [{"type": "reasoning", "summary": []},
                          {"type": "message", "prompt_token_ids": [1, 2, 3], "generation_token_ids": [50, 13048, 2], "generation_log_probs": [-0.1, -0.4, -0.01],
                           "content": [{"type": "output_text", "text": "Hi", "logprobs": [{"token": "Hi", "logprob": -0.4, "bytes": [72, 105],
                             "top_logprobs": [{"token": "Hi", "logprob": -0.4, "bytes": [72, 105]}]}]}]}]}"""));

        assertThat(trace.promptIds()).containsExactly(1, 2, 3);
        assertThat(trace.tokens()).extracting(TraceToken::text).containsExactly("token_id:50", "Hi", "token_id:2");
        assertThat(trace.tokens()).extracting(TraceToken::logprob).containsExactly(-0.1, -0.4, -0.01);
        assertThat(trace.tokens().get(1).alternatives()).hasSize(1);
        assertThat(trace.tokens()).extracting(TraceToken::channel).containsExactly(Channel.REASONING, Channel.CONTENT,
                Channel.TEMPLATE);
    }

    @Test
    void aVocabularyGivesBareNumbersTheirTextsAndChannels() {
        TokenTrace bare = TraceReader.ofItem(Json
                .parse("""
                        {"type": "function_call", "generation_token_ids": [0, 1, 2, 3], "generation_log_probs": [-0.1, -0.2, -0.3, -0.4]}"""));
        List<String> vocabulary = List.of("<tool_call>", "\n{\"name\": \"", "add", "\", \"arguments\": {}}");

        TokenTrace trace = bare.decoded(id -> TokenBytes.of(vocabulary.get(id)));

        assertThat(bare.tokens()).extracting(TraceToken::channel).containsOnly(Channel.TOOL_ARGUMENT);
        assertThat(trace.text()).isEqualTo("<tool_call>\n{\"name\": \"add\", \"arguments\": {}}");
        assertThat(trace.tokens()).extracting(TraceToken::channel).containsExactly(Channel.TEMPLATE, Channel.TEMPLATE,
                Channel.TOOL_NAME,
                Channel.TEMPLATE);
    }

    @Test
    void readsResponsesAnswers() {
        TokenTrace trace = TraceReader.ofAnswer(Json.parse("""
                {"object": "response", "output": [{"type": "message", "content": [{"type": "output_text", "text": "Hi",
                  "logprobs": [{"token": "Hi", "logprob": -0.2, "bytes": [72, 105], "top_logprobs": []}]}]}]}"""), 0);

        assertThat(trace.text()).isEqualTo("Hi");
    }

    @Test
    void aStreamTellsWhenEachTokenArrived() {
        TokenTrace trace = TraceReader.of(streamed(
                """
                        {"choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}}], "prompt_token_ids": [1]}
                        {"choices": [{"index": 0, "delta": {"content": "He"}, "token_ids": [10], "logprobs": {"content": [{"token": "He", "logprob": -0.1, "bytes": [72, 101]}]}}]}
                        {"choices": [{"index": 0, "delta": {}, "token_ids": [11, 12], "logprobs": {"content": [{"token": "l", "logprob": -0.1, "bytes": [108]}, {"token": "lo", "logprob": -0.1, "bytes": [108, 111]}]}}]}
                        {"choices": [{"index": 0, "delta": {"content": "llo"}, "finish_reason": "stop"}]}
                        [DONE]"""));

        assertThat(trace.text()).isEqualTo("Hello");
        assertThat(trace.tokens()).extracting(TraceToken::id).containsExactly(10, 11, 12);
        assertThat(trace.tokens()).extracting(TraceToken::arrival).containsExactly(Duration.ofMillis(2), Duration.ofMillis(3),
                Duration.ofMillis(3));
        assertThat(trace.promptIds()).containsExactly(1);
    }

    @Test
    void streamsOfOtherServersTellItToo() {
        TokenTrace sglang = TraceReader.of(streamed(
                """
                        {"text": "a", "output_ids": [5], "meta_info": {"completion_tokens": 1, "output_token_logprobs": [[-0.1, 5, "a"]]}}
                        {"text": "abc", "output_ids": [5, 6, 7], "meta_info": {"completion_tokens": 3, "output_token_logprobs": [[-0.1, 5, "a"], [-0.2, 6, "b"], [-0.3, 7, "c"]]}}
                        [DONE]"""));
        TokenTrace llama = TraceReader.of(streamed(
                """
                        {"content": "a", "tokens": [5], "stop": false, "completion_probabilities": [{"id": 5, "token": "a", "bytes": [97], "logprob": -0.1}]}
                        {"content": "b", "tokens": [6], "stop": false, "completion_probabilities": [{"id": 6, "token": "b", "bytes": [98], "logprob": -0.1}]}
                        {"content": "", "tokens": [], "stop": true, "stop_type": "limit"}"""));

        assertThat(sglang.text()).isEqualTo("abc");
        assertThat(sglang.tokens()).extracting(TraceToken::arrival).containsExactly(Duration.ofMillis(1), Duration.ofMillis(2),
                Duration.ofMillis(2));
        assertThat(llama.text()).isEqualTo("ab");
        assertThat(llama.tokens()).extracting(TraceToken::arrival).containsExactly(Duration.ofMillis(1), Duration.ofMillis(2));
    }

    @Test
    void aResponsesStreamThatWasCutOffStillHasItsTokens() {
        TokenTrace trace = TraceReader.of(streamed(
                """
                        {"type": "response.created", "response": {"status": "in_progress", "output": []}}
                        {"type": "response.output_text.delta", "delta": "Hi", "logprobs": [{"token": "Hi", "logprob": -0.3, "top_logprobs": []}]}"""));

        assertThat(trace.text()).isEqualTo("Hi");
        assertThat(trace.tokens().getFirst().arrival()).isEqualTo(Duration.ofMillis(2));
    }

    @Test
    void aCharacterOverSeveralTokensIsOne() {
        TokenTrace trace = TraceReader.ofChat(Json
                .parse("""
                        {"choices": [{"message": {"content": "a €🙂"}, "logprobs": {"content": [
                          {"token": "a", "logprob": 0, "bytes": [97]}, {"token": " \\ufffd", "logprob": 0, "bytes": [32, 226]}, {"token": "\\ufffd", "logprob": 0, "bytes": [130]},
                          {"token": "\\ufffd", "logprob": 0, "bytes": [172, 240, 159]}, {"token": "\\ufffd", "logprob": 0, "bytes": [153, 130]}, {"token": "", "logprob": 0, "bytes": []}]}}]}"""),
                0);

        assertThat(trace.text()).isEqualTo("a €🙂");
        assertThat(trace.wholeCharacters()).containsExactly(new Span(0, 1), new Span(1, 5), new Span(5, 6));
        assertThat(trace.tokensOf(new Span(2, 3))).isEqualTo(new Span(1, 4));
        assertThat(trace.spans().get(3)).isEqualTo(new Span(2, 5));
    }

    @Test
    void bytesThatAreNoCharacterAreKeptVisible() {
        TokenTrace trace = TraceReader.ofChat(Json
                .parse("""
                        {"choices": [{"message": {}, "logprobs": {"content": [{"token": "x", "logprob": 0, "bytes": [255]}, {"token": "b", "logprob": 0, "bytes": [98]}]}}]}"""),
                0);

        assertThat(trace.text()).isEqualTo("\uFFFDb");
        assertThat(trace.tokens().getFirst().bytes()).hasToString("FF");
    }

    @Test
    void whatHasNoTokensGivesAnEmptyTrace() {
        for (String answer : List.of("{}", "[]", "3", "{\"choices\": []}",
                "{\"choices\": [{\"message\": {}, \"logprobs\": null}]}",
                "{\"choices\": [{\"logprobs\": {\"content\": \"x\"}}]}", "{\"output\": [{\"content\": \"x\"}]}")) {
            assertThat(TraceReader.ofAnswer(Json.parse(answer), 0).tokens()).as(answer).isEmpty();
        }
    }

    private static Exchange streamed(String lines) {
        List<StreamEvent> events = new ArrayList<>();
        lines.lines().forEach(
                line -> events.add(new StreamEvent(Duration.ofMillis(events.size() + 1), new ServerSentEvent(null, line))));
        return new Exchange(1, "e", "POST", "http://h/v1/chat/completions", Map.of(), "", 200, Map.of(), "", events,
                Instant.EPOCH,
                new Timing(null, null, Duration.ZERO), null);
    }
}
