package gymscope.parsing.engine;

import gymscope.parsing.AnswerFormat;
import java.util.List;
import java.util.stream.Stream;

/** The formats that vLLM reads with its parser engine. */
public final class EngineFormats {

    private static final EngineModel QWEN = EngineModels.qwen();
    private static final EngineModel NEMOTRON = EngineModels.nemotron();
    private static final EngineModel SEED = EngineModels.seed();
    private static final EngineModel GLM = EngineModels.glm();
    private static final EngineModel LING = EngineModels.ling();
    private static final EngineModel MINIMAX = EngineModels.minimax();
    private static final EngineModel DEEPSEEK_32 = EngineModels.deepseek32();
    private static final EngineModel DEEPSEEK_4 = EngineModels.deepseek4();
    private static final EngineModel KIMI = EngineModels.kimi();
    private static final EngineModel GEMMA = EngineModels.gemma();

    private EngineFormats() {
    }

    /** The tool parsers, each under its names. */
    public static List<AnswerFormat> tools() {
        return formats(Purpose.TOOL, named(QWEN, "qwen3_coder", "qwen3_xml", "mimo"), named(SEED, "seed_oss"),
                named(GLM, "glm45", "glm47"), named(LING, "ling3"), named(GEMMA, "gemma4"), named(MINIMAX, "minimax_m2"),
                named(DEEPSEEK_32, "deepseek_v32"), named(DEEPSEEK_4, "deepseek_v4"), named(KIMI, "kimi_k2"));
    }

    /** The reasoning parsers, each under its names. */
    public static List<AnswerFormat> reasonings() {
        return formats(Purpose.REASONING, named(QWEN, "qwen3", "mimo"), named(NEMOTRON, "nemotron_v3"), named(SEED, "seed_oss"),
                named(GLM, "glm45", "glm47"), named(LING, "ling3"), named(GEMMA, "gemma4"), named(DEEPSEEK_4, "deepseek_v4"),
                named(KIMI, "kimi_k2"));
    }

    /** The parsers of reasoning and calls in one pass, each under its names. */
    public static List<AnswerFormat> unified() {
        return formats(Purpose.UNIFIED, named(QWEN, "qwen3", "mimo", "qwen3+qwen3_coder"),
                named(NEMOTRON, "nemotron_v3", "nemotron_v3+qwen3_coder"), named(SEED, "seed_oss", "seed_oss+seed_oss"),
                named(GLM, "glm47_moe", "glm45+glm45", "glm47+glm47"), named(LING, "ling3", "ling3+ling3"),
                named(GEMMA, "gemma4", "gemma4+gemma4"),
                named(MINIMAX, "minimax_m2", "engine-minimax_m2+minimax_m2"),
                named(DEEPSEEK_32, "deepseek_v32", "engine-deepseek_v32+deepseek_v32"),
                named(DEEPSEEK_4, "deepseek_v4", "deepseek_v4+deepseek_v4"), named(KIMI, "kimi_k2", "kimi_k2+kimi_k2"));
    }

    private record Named(EngineModel model, List<String> names) {}

    private static Named named(EngineModel model, String... names) {
        return new Named(model, List.of(names));
    }

    private static List<AnswerFormat> formats(Purpose purpose, Named... all) {
        return Stream.of(all).flatMap(one -> one.names().stream()
                .<AnswerFormat>map(name -> new EngineFormat(name, purpose, one.model()))).toList();
    }
}
