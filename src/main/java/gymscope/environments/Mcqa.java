package gymscope.environments;

import gymscope.environments.mcqa.McqaGrader;
import gymscope.environments.metrics.AggregateMetrics;
import gymscope.environments.metrics.PassAtK;
import gymscope.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * NeMo Gym's {@code mcqa}, multiple-choice questions: the reward is 1 when the letter that is read out of the model's
 * text is the expected one, else 0. It has no tools and no state.
 */
final class Mcqa implements ResourcesServer {

    private static final String ANSWER = "extracted_answer";

    private final McqaGrader grader;

    Mcqa(ObjectNode settings) {
        grader = new McqaGrader(settings);
    }

    @Override
    public Session seed(ObjectNode runRequest) {
        return new Session() {
            @Override
            public String callTool(String name, @Nullable JsonNode arguments) {
                return ToolErrors.notFound();
            }

            @Override
            public ObjectNode verify(ObjectNode verifyRequest) {
                String text = VerifyResponses.outputText(verifyRequest.path("response"));
                McqaGrader.Grade grade = grader.grade(verifyRequest, text);
                return VerifyResponses.of(verifyRequest, grade.reward()).put("expected_answer", grade.expected()).put(ANSWER,
                        grade.extracted());
            }
        };
    }

    @Override
    public ObjectNode aggregate(List<ObjectNode> verifyResponses) {
        return AggregateMetrics.of(verifyResponses, PassAtK.ofRewards().withAnswer(ANSWER)::metrics, Mcqa::keyMetrics);
    }

    private static ObjectNode keyMetrics(ObjectNode agentMetrics) {
        ObjectNode key = Json.object();
        copy(agentMetrics, "mean/reward", key);
        key.setAll(PassAtK.highest(agentMetrics, "pass@1[avg-of-{k}]", List.of()));
        key.setAll(PassAtK.highest(agentMetrics, "pass@{k}", List.of("no_answer")));
        key.setAll(PassAtK.highest(agentMetrics, "majority@{k}", List.of("accuracy")));
        copy(agentMetrics, "pass@1/accuracy", key);
        return key;
    }

    private static void copy(ObjectNode from, String name, ObjectNode to) {
        JsonNode value = from.get(name);
        if (value != null) {
            to.set(name, value);
        }
    }
}
