package gymscope.parsing.fit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which models write in which parser's format, the formats that are met most first. */
final class ModelFamilies {

    private static final Map<String, String> FAMILIES = new LinkedHashMap<>();

    static {
        add("hermes", "Hermes 2 Pro and later, Qwen 2.5, Qwen 3 dense");
        add("qwen3_coder", "Qwen3-Coder, Qwen 3.5, Nemotron 3, MiMo");
        add("qwen3_xml", "Qwen3-Coder");
        add("mimo", "MiMo");
        add("glm47", "GLM 4.7");
        add("glm45", "GLM 4.5 and 4.6");
        add("kimi_k2", "Kimi K2");
        add("kimi_k3", "Kimi K3");
        add("openai", "gpt-oss");
        add("deepseek_v3", "DeepSeek V3-0324, R1-0528");
        add("deepseek_v31", "DeepSeek V3.1");
        add("deepseek_v32", "DeepSeek V3.2");
        add("deepseek_v4", "DeepSeek V4");
        add("llama3_json", "Llama 3.1 to 3.3");
        add("llama4_json", "Llama 4");
        add("llama4_pythonic", "Llama 4");
        add("mistral", "Mistral, Ministral, Devstral");
        add("minimax_m2", "MiniMax M2");
        add("minimax_m3", "MiniMax M3");
        add("minimax", "MiniMax M1");
        add("gemma4", "Gemma 4");
        add("seed_oss", "Seed-OSS");
        add("step3p5", "Step 3.5");
        add("step3", "Step 3");
        add("inkling", "Inkling");
        add("muse_glimmer", "MuseGlimmer");
        add("hy_v3", "Hunyuan 3");
        add("hunyuan_a13b", "Hunyuan A13B");
        add("ling3", "Ling 3");
        add("pythonic", "Llama 3.2, ToolACE");
        add("functiongemma", "FunctionGemma");
        add("lfm2", "LFM 2");
        add("olmo3", "OLMo 3");
        add("granite", "Granite 3");
        add("granite4", "Granite 4");
        add("granite-20b-fc", "Granite 20B function calling");
        add("phi4_mini_json", "Phi-4 mini");
        add("jamba", "Jamba");
        add("internlm", "InternLM 2.5 and 3");
        add("ernie45", "ERNIE 4.5");
        add("gigachat3", "GigaChat 3");
        add("xlam", "xLAM");
        add("apertus", "Apertus");
        add("cohere_command3", "Command A");
        add("cohere_command4", "Command A");
        add("longcat", "LongCat");
        add("dots", "dots");
        add("minicpm5", "MiniCPM 5");
        add("poolside_v1", "Laguna");
    }

    private static final List<String> ORDER = List.copyOf(FAMILIES.keySet());

    private ModelFamilies() {
    }

    /** The models of a parser; the parser's name where none is known. */
    static String of(String parser) {
        return FAMILIES.getOrDefault(parser, parser);
    }

    /** The place of a parser among those that are met most. */
    static int place(String parser) {
        int place = ORDER.indexOf(parser);
        return place < 0 ? ORDER.size() : place;
    }

    private static void add(String parser, String models) {
        FAMILIES.put(parser, models);
    }
}
