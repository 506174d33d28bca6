package gymscope.parsing.json;

import gymscope.parsing.AnswerFormat;
import java.util.List;

/** The formats whose calls are JSON. */
public final class JsonFormats {

    private JsonFormats() {
    }

    /** The tool parsers, each under its names. */
    public static List<AnswerFormat> tools() {
        return List.of(new TaggedObjects("hermes", "<tool_call>", "</tool_call>"),
                new TaggedObjects("longcat", "<longcat_tool_call>", "</longcat_tool_call>"), new Granite(), new Granite20b(),
                new Granite4(), new Ernie45(), new Jamba(), new Hunyuan(), new InternLm(), new Llama3Json("llama3_json"),
                new Llama3Json("llama4_json"), new Phi4Mini(), new Xlam(), new Apertus(), new GigaChat3(),
                new DeepSeekCalls("deepseek_v3", true), new DeepSeekCalls("deepseek_v31", false), new Mistral(false, true),
                new Cohere("cohere_command3"), new Cohere("cohere_command4"));
    }

    /** The reasoning parsers. */
    public static List<AnswerFormat> reasonings() {
        return List.of(new Mistral(true, false));
    }

    /** The parsers of reasoning and calls in one pass. */
    public static List<AnswerFormat> unified() {
        return List.of(new Mistral(true, true));
    }
}
