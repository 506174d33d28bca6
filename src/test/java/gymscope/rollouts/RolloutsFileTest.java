package gymscope.rollouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.VectorCases;
import gymscope.rollouts.Trajectory.Finding;
import gymscope.rollouts.Trajectory.ToolStep;
import gymscope.rollouts.Trajectory.Turn;
import gymscope.wire.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading stored rollouts: short rows, trajectories, tokens; also of files that NeMo Gym itself wrote. */
class RolloutsFileTest {

    private static final String ROW = """
            {"responses_create_params":{"input":[{"role":"developer","content":"Be kind."},{"role":"user","content":"Weather in Oslo?"}]},\
            "response":{"output":[\
            {"type":"reasoning","id":"rs","summary":[{"type":"summary_text","text":"I look it up."}]},\
            {"type":"function_call","call_id":"c1","name":"get_weather","arguments":"{\\"city\\":\\"Oslo\\"}",\
            "prompt_token_ids":[1,2],"generation_token_ids":[7,8],"generation_log_probs":[-0.5,-0.25]},\
            {"type":"function_call_output","call_id":"c1","output":"{\\"detail\\":\\"Not Found\\"}","id":null,"status":null},\
            {"type":"message","role":"assistant","content":[{"type":"output_text","text":"It is cold.","logprobs":[\
            {"token":"It","bytes":[73,116],"logprob":-0.1,"top_logprobs":[]},{"token":" is","bytes":[32,105,115],"logprob":-0.2,"top_logprobs":[]}]}]}],\
            "usage":{"input_tokens":40,"input_tokens_details":{"cached_tokens":30},"output_tokens":9,"total_tokens":49}},\
            "reward":1.0,"expected_answer":"B","extracted_answer":null,"_ng_task_index":4,"_ng_rollout_index":1,"agent_ref":{"name":"weather"}}
            """;

    @TempDir
    private Path folder;

    @Test
    void aRowIsReadTurnByTurn() throws IOException {
        Path file = folder.resolve("r.jsonl");
        Files.writeString(file, ROW);
        RolloutsFile rollouts = RolloutsFile.open(file);
        RolloutSummary summary = rollouts.rollouts().getFirst();
        assertThat(summary).isEqualTo(
                new RolloutSummary(new RolloutKey(4, 1), "weather", RolloutState.DONE, 1.0, 2, 40, 30, 9, null, null, null,
                        null));
        Trajectory trajectory = rollouts.trajectory(summary.key());
        assertThat(trajectory.messages()).extracting(Trajectory.Message::text).containsExactly("Be kind.", "Weather in Oslo?");
        Turn first = trajectory.turns().getFirst();
        assertThat(first.reasoning()).isEqualTo("I look it up.");
        assertThat(first.text()).isNull();
        ToolStep step = first.tools().getFirst();
        assertThat(step.call().name()).isEqualTo("get_weather");
        assertThat(step.result()).contains("Not Found");
        assertThat(step.failed()).isTrue();
        assertThat(first.tokens().size()).isEqualTo(2);
        Turn second = trajectory.turns().getLast();
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.text()).isEqualTo("It is cold.");
        assertThat(second.tokens().text()).isEqualTo("It is");
        assertThat(trajectory.verdict()).containsExactly(new Finding("expected_answer", "B"),
                new Finding("extracted_answer", "null"));
    }

    @Test
    void aLastLineThatIsStillWrittenIsLeftOut() throws IOException {
        Path file = folder.resolve("r.jsonl");
        Files.writeString(file, ROW + ROW.substring(0, 200));
        assertThat(RolloutsFile.open(file).rollouts()).hasSize(1);
        Files.writeString(file, "\n" + ROW, StandardOpenOption.APPEND);
        assertThatThrownBy(() -> RolloutsFile.open(file)).isInstanceOf(Fault.class)
                .hasMessage("Malformed JSON in '%s' at line 2.".formatted(file));
        assertThatThrownBy(() -> RolloutsFile.open(folder.resolve("none.jsonl"))).isInstanceOf(Fault.class)
                .hasMessageContaining("none.jsonl");
    }

    @Test
    void aFileOfNeMoGymIsReadWithItsTokens() {
        Path file = VectorCases.folder().resolve("golden/collect/single_tool_vllm_training/rollouts.jsonl");
        RolloutsFile rollouts = RolloutsFile.open(file);
        assertThat(rollouts.rollouts()).hasSize(8).allMatch(summary -> summary.state() == RolloutState.DONE);
        assertThat(rollouts.snapshot().state()).isEqualTo(RunState.FINISHED);
        assertThat(rollouts.snapshot().meanReward()).isEqualTo(1.0);
        for (RolloutSummary summary : rollouts.rollouts()) {
            Trajectory trajectory = rollouts.trajectory(summary.key());
            assertThat(trajectory.turns()).hasSize(summary.turns()).allMatch(turn -> !turn.tokens().isEmpty());
        }
    }
}
