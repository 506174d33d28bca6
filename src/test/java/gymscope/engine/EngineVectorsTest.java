package gymscope.engine;

import static gymscope.engine.VectorFiles.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gymscope.engine.generation.FinishReason;
import gymscope.engine.generation.GeneratedToken;
import gymscope.engine.generation.Generation;
import gymscope.engine.generation.GenerationRequest;
import gymscope.engine.generation.SamplingParameters;
import gymscope.engine.generation.TokenScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The engine against llama.cpp's tokens and an independent forward pass in double precision. */
class EngineVectorsTest {

    private static final double TOLERANCE = 2e-3;
    private static final double TIE = 0.02;

    @ParameterizedTest
    @ValueSource(strings = {"gymscope-demo-q8_0.gguf", "llama-f32.gguf", "llama-gqa-f16.gguf"})
    void nextTokensAreAsLikelyAsTheExactOnes(String name) throws InterruptedException {
        try (LocalModel model = LocalModel.load(VectorFiles.model(name))) {
            for (JsonNode one : VectorFiles.cases(name, "next")) {
                JsonNode input = one.path("input");
                int[] prompt = ids(input.path("ids"));
                if (input.has("text")) {
                    assertThat(model.tokenizer().encode(input.path("text").asString(), true, true)).isEqualTo(prompt);
                }
                List<GeneratedToken> tokens = generate(model, request(prompt, 1, 20));
                Map<Integer, Double> found = tokens.getFirst().top().stream()
                        .collect(Collectors.toMap(TokenScore::id, TokenScore::logprob));
                double least = found.values().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
                for (JsonNode wanted : one.path("expected").path("exact")) {
                    int id = wanted.path("id").asInt();
                    double logprob = wanted.path("logprob").asDouble();
                    if (found.containsKey(id)) {
                        assertThat(found.get(id)).as("token %d after %s", id, input).isCloseTo(logprob, within(TOLERANCE));
                    } else {
                        assertThat(logprob).as("token %d after %s", id, input).isLessThan(least + TOLERANCE);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gymscope-demo-q8_0.gguf", "llama-f32.gguf", "llama-gqa-f16.gguf"})
    void greedyAnswersAreTheExactOnes(String name) throws InterruptedException {
        try (LocalModel model = LocalModel.load(VectorFiles.model(name))) {
            for (JsonNode one : VectorFiles.cases(name, "greedy")) {
                JsonNode expected = one.path("expected");
                assertThat(expected.path("smallest_gap").asDouble()).isGreaterThan(TIE);
                int[] prompt = ids(one.path("input").path("ids"));
                try (Generation generation = model
                        .generate(request(prompt, one.path("input").path("max_tokens").asInt(), 0))) {
                    List<GeneratedToken> tokens = all(generation);
                    assertThat(tokens.stream().mapToInt(GeneratedToken::id).toArray()).isEqualTo(ids(expected.path("ids")));
                    for (int i = 0; i < tokens.size(); i++) {
                        assertThat(tokens.get(i).logprob()).isCloseTo(expected.path("exact").path(i).asDouble(),
                                within(TOLERANCE));
                        assertThat(tokens.get(i).rank()).isEqualTo(1);
                    }
                    assertThat(generation.finishReason())
                            .isEqualTo(expected.path("stop").asString().equals("eos") ? FinishReason.STOP : FinishReason.LENGTH);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gymscope-demo-q8_0.gguf"})
    void chatAnswersAreTheExactOnes(String name) throws InterruptedException {
        try (LocalModel model = LocalModel.load(VectorFiles.model(name))) {
            for (JsonNode one : VectorFiles.cases(name, "chat")) {
                JsonNode expected = one.path("expected");
                int[] prompt = ids(expected.path("prompt_ids"));
                assertThat(model.tokenizer().encode(expected.path("prompt").asString(), true, true)).isEqualTo(prompt);
                int[] wanted = ids(expected.path("generated_ids"));
                if (expected.path("smallest_gap").asDouble() > TIE) {
                    List<GeneratedToken> tokens = generate(model, request(prompt, wanted.length, 5));
                    assertThat(tokens.stream().mapToInt(GeneratedToken::id).toArray()).isEqualTo(wanted);
                    for (int i = 0; i < wanted.length; i++) {
                        assertThat(tokens.get(i).logprob()).isCloseTo(expected.path("logprobs").path(i).path("exact").asDouble(),
                                within(TOLERANCE));
                    }
                }
            }
        }
    }

    static GenerationRequest request(int[] prompt, int maxTokens, int topLogprobs) {
        return new GenerationRequest(prompt, SamplingParameters.greedy(), maxTokens, 0, false, Set.of(), topLogprobs, -1);
    }

    static List<GeneratedToken> generate(LocalModel model, GenerationRequest request) throws InterruptedException {
        try (Generation generation = model.generate(request)) {
            return all(generation);
        }
    }

    static List<GeneratedToken> all(Generation generation) throws InterruptedException {
        List<GeneratedToken> tokens = new ArrayList<>();
        for (GeneratedToken token = generation.next(); token != null; token = generation.next()) {
            tokens.add(token);
        }
        return tokens;
    }
}
