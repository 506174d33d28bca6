package gymscope.parsing.reasoning;

import gymscope.parsing.AnswerFormat;
import java.util.List;

/** The formats that only tell reasoning from content. */
public final class ReasoningFormats {

    private ReasoningFormats() {
    }

    /** The reasoning parsers, each under its names. */
    public static List<AnswerFormat> reasonings() {
        BaseThinking base = new BaseThinking("deepseek_r1");
        return List.of(new BaseThinking("_base_thinking"), base,
                new SwitchedThinking("deepseek_v3", SwitchedThinking::offByDefault, base),
                new SwitchedThinking("poolside_v1", SwitchedThinking::offByDefault, base),
                new SwitchedThinking("holo2", SwitchedThinking::onByDefault, base),
                new SwitchedThinking("hy_v3", SwitchedThinking::withEffort, base),
                new BaseThinking("step3", ThinkMarkers.THINK_END, false),
                new BaseThinking("minimax_m2", ThinkMarkers.THINK_END, true),
                new Step3p5Thinking(), new AppendThink(), new MinimaxM3Thinking(), new GraniteThinking(), new HunyuanThinking(),
                new Ernie45Thinking(), new Olmo3Thinking());
    }
}
