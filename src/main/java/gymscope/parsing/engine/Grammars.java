package gymscope.parsing.engine;

import static gymscope.parsing.engine.Signal.ARGUMENT;
import static gymscope.parsing.engine.Signal.CALL_END;
import static gymscope.parsing.engine.Signal.CALL_START;
import static gymscope.parsing.engine.Signal.CALL_WRAPPER_END;
import static gymscope.parsing.engine.Signal.REASONING_END;
import static gymscope.parsing.engine.State.ARGUMENTS;
import static gymscope.parsing.engine.State.BETWEEN;
import static gymscope.parsing.engine.State.CONTENT;
import static gymscope.parsing.engine.State.NAME;
import static gymscope.parsing.engine.State.PREAMBLE;
import static gymscope.parsing.engine.State.REASONING;

import gymscope.parsing.engine.TagStep.Either;
import gymscope.parsing.engine.TagStep.Literal;
import gymscope.parsing.engine.TagStep.Quoted;
import gymscope.parsing.engine.TagStep.Space;
import gymscope.parsing.engine.TagStep.Until;
import gymscope.parsing.engine.TagSyntax.Trim;
import java.util.List;

/** The tables, one method a family. */
final class Grammars {

    private static final String DSML = "｜DSML｜";
    private static final String THINK = "<think>";
    private static final String THINK_END = "</think>";

    private Grammars() {
    }

    /**
     * {@code <tool_call><function=NAME><parameter=KEY>VALUE</parameter></function></tool_call>}: Qwen3-Coder, MiMo, Nemotron 3,
     * and with a prefix in its markers Seed-OSS.
     */
    static Grammar qwen(boolean thinks, String think, String thinkEnd, String call, String callEnd) {
        return new Grammar(thinks ? REASONING : CONTENT, new TagArguments(qwenTags())).knows(think)
                .on(REASONING, think, REASONING)
                .on(REASONING, thinkEnd, CONTENT, REASONING_END)
                .on(CONTENT, thinkEnd, CONTENT)
                .on(REASONING, call, PREAMBLE, REASONING_END, CALL_START)
                .on(CONTENT, call, PREAMBLE, REASONING_END, CALL_START)
                .on(CONTENT, "<function=", NAME, CALL_START)
                .on(PREAMBLE, callEnd, CONTENT, CALL_END)
                .on(PREAMBLE, "<function=", NAME)
                .on(NAME, ">", ARGUMENTS)
                .on(NAME, "</function>", BETWEEN, CALL_END)
                .on(ARGUMENTS, "</function>", BETWEEN, CALL_END)
                .on(ARGUMENTS, "<parameter=", ARGUMENTS, ARGUMENT)
                .on(ARGUMENTS, "</parameter>", ARGUMENTS, ARGUMENT)
                .on(BETWEEN, callEnd, CONTENT, CALL_WRAPPER_END)
                .on(BETWEEN, call, PREAMBLE, CALL_START)
                .on(BETWEEN, "<function=", NAME, CALL_START);
    }

    /** {@code <tool_call>NAME<arg_key>KEY</arg_key><arg_value>VALUE</arg_value></tool_call>}: GLM 4.5 to 4.7, Ling 3. */
    static Grammar glm(boolean thinks) {
        Grammar grammar = new Grammar(thinks ? REASONING : CONTENT, new TagArguments(glmTags())).checkingNames();
        if (thinks) {
            grammar.on(CONTENT, THINK, REASONING).on(REASONING, THINK_END, CONTENT, REASONING_END).on(CONTENT, THINK_END, CONTENT)
                    .on(REASONING, THINK, REASONING);
        }
        for (String tag : List.of("<arg_key>", "</arg_key>", "<arg_value>", "</arg_value>")) {
            grammar.on(ARGUMENTS, tag, ARGUMENTS, ARGUMENT);
        }
        return grammar.on(REASONING, "<tool_call>", NAME, REASONING_END, CALL_START)
                .on(CONTENT, "<tool_call>", NAME, CALL_START)
                .on(NAME, "<arg_key>", ARGUMENTS, ARGUMENT)
                .on(NAME, "</tool_call>", CONTENT, CALL_END)
                .on(ARGUMENTS, "</tool_call>", CONTENT, CALL_END);
    }

    /** {@code <minimax:tool_call><invoke name="NAME"><parameter name="KEY">VALUE</parameter></invoke></minimax:tool_call>}. */
    static Grammar minimax() {
        String call = "<minimax:tool_call>";
        String callEnd = "</minimax:tool_call>";
        Grammar grammar = new Grammar(REASONING, new TagArguments(minimaxTags())).checkingNames()
                .on(REASONING, THINK, REASONING)
                .on(REASONING, THINK_END, CONTENT, REASONING_END)
                .on(CONTENT, THINK_END, CONTENT)
                .on(REASONING, call, PREAMBLE, REASONING_END)
                .on(CONTENT, call, PREAMBLE)
                .on(ARGUMENTS, "<parameter name=", ARGUMENTS, ARGUMENT)
                .on(ARGUMENTS, "</parameter>", ARGUMENTS, ARGUMENT)
                .on(PREAMBLE, callEnd, CONTENT)
                .on(BETWEEN, callEnd, CONTENT)
                .on(CONTENT, callEnd, CONTENT)
                .on(ARGUMENTS, "</invoke>", BETWEEN, CALL_END);
        for (String invoke : List.of("<invoke name=\"", "<invoke name='", "<invoke name=")) {
            grammar.on(CONTENT, invoke, NAME, CALL_START).on(PREAMBLE, invoke, NAME, CALL_START)
                    .on(BETWEEN, invoke, NAME, CALL_START);
        }
        for (String end : List.of("\">", "'>", ">")) {
            grammar.on(NAME, end, ARGUMENTS);
        }
        return grammar;
    }

    /**
     * DeepSeek's markup: {@code invoke} and {@code parameter} in a wrapper.
     *
     * @param wrapper the wrapper's name
     * @param knowsThinking whether {@code <think>} is markup
     * @param thinks whether the answer begins inside it
     */
    static Grammar deepseek(String wrapper, boolean knowsThinking, boolean thinks) {
        String open = "<" + DSML + wrapper + ">";
        String close = "</" + DSML + wrapper + ">";
        String invoke = "<" + DSML + "invoke name=\"";
        Grammar grammar = new Grammar(thinks ? REASONING : CONTENT, new TagArguments(deepseekTags())).keepingContentSpace()
                .knows("<" + DSML + "parameter").knows("</" + DSML + "parameter>");
        if (knowsThinking) {
            grammar.on(CONTENT, THINK, REASONING).on(CONTENT, THINK_END, CONTENT).on(REASONING, THINK, REASONING)
                    .on(REASONING, THINK_END, CONTENT, REASONING_END).on(REASONING, open, PREAMBLE, REASONING_END);
        }
        return grammar.on(CONTENT, open, PREAMBLE)
                .on(PREAMBLE, invoke, NAME, CALL_START)
                .on(NAME, "\">", ARGUMENTS)
                .on(ARGUMENTS, "</" + DSML + "invoke>", BETWEEN, CALL_END)
                .on(ARGUMENTS, close, CONTENT, CALL_END)
                .on(BETWEEN, invoke, NAME, CALL_START)
                .on(BETWEEN, close, CONTENT);
    }

    /** {@code <|tool_call_begin|>functions.NAME:INDEX<|tool_call_argument_begin|>JSON<|tool_call_end|>} in a section. */
    static Grammar kimi(boolean thinks) {
        String section = "<|tool_calls_section_begin|>";
        String sectionEnd = "<|tool_calls_section_end|>";
        String call = "<|tool_call_begin|>";
        Grammar grammar = new Grammar(thinks ? REASONING : CONTENT, new JsonArguments()).keepingContentSpace()
                .naming(CallNames.NUMBERED);
        if (thinks) {
            grammar.on(REASONING, THINK, REASONING).on(REASONING, THINK_END, CONTENT, REASONING_END)
                    .on(CONTENT, THINK_END, CONTENT);
        }
        return grammar.on(REASONING, section, PREAMBLE, REASONING_END)
                .on(CONTENT, section, PREAMBLE)
                .on(PREAMBLE, call, NAME, CALL_START)
                .on(NAME, "<|tool_call_argument_begin|>", ARGUMENTS)
                .on(ARGUMENTS, "<|tool_call_end|>", BETWEEN, CALL_END)
                .on(ARGUMENTS, sectionEnd, PREAMBLE, CALL_END)
                .on(BETWEEN, call, NAME, CALL_START)
                .on(PREAMBLE, sectionEnd, PREAMBLE)
                .on(BETWEEN, sectionEnd, PREAMBLE);
    }

    /** {@code <|channel>thought … <channel|>} and {@code <|tool_call>call:NAME{…}<tool_call|>}. */
    static Grammar gemma() {
        String think = "<|channel>";
        String thinkEnd = "<channel|>";
        String call = "<|tool_call>";
        String callEnd = "<tool_call|>";
        return new Grammar(CONTENT, new GemmaArguments()).labelled("thought\n")
                .on(CONTENT, think, REASONING)
                .on(REASONING, think, REASONING)
                .on(REASONING, thinkEnd, CONTENT, REASONING_END)
                .on(CONTENT, thinkEnd, CONTENT)
                .on(REASONING, call, PREAMBLE, REASONING_END, CALL_START)
                .on(REASONING, "call:", NAME, REASONING_END, CALL_START)
                .on(CONTENT, call, PREAMBLE, REASONING_END, CALL_START)
                .on(CONTENT, "call:", NAME, CALL_START)
                .on(PREAMBLE, callEnd, CONTENT, CALL_END)
                .on(PREAMBLE, "call:", NAME)
                .on(PREAMBLE, ":", NAME)
                .on(NAME, "{", ARGUMENTS)
                .on(NAME, "(", ARGUMENTS)
                .on(NAME, callEnd, CONTENT, CALL_END)
                .on(ARGUMENTS, callEnd, CONTENT, CALL_END)
                .on(CONTENT, callEnd, CONTENT);
    }

    private static TagSyntax qwenTags() {
        Space space = new Space(0);
        TagPattern open = TagPattern.of(new Literal("<"), space, new Literal("parameter"), space, new Literal("="), space,
                new Until('>', 0));
        TagPattern next = TagPattern.of(new Literal("<"), space, new Literal("parameter"), space, new Literal("="));
        return new TagSyntax(open, 6, null, -1, looseClose(), next, Trim.LINE, false, List.of());
    }

    private static TagSyntax glmTags() {
        TagPattern nameEnd = TagPattern.of(new Literal("</arg_key>"), new Space(0), new Literal("<arg_value>"));
        return new TagSyntax(TagPattern.literal("<arg_key>"), -1, nameEnd, -1, TagPattern.literal("</arg_value>"), null,
                Trim.NONE,
                false, List.of());
    }

    private static TagSyntax minimaxTags() {
        Space space = new Space(0);
        TagPattern open = TagPattern.of(new Literal("<"), space, new Literal("parameter"), new Space(1), new Literal("name"),
                space,
                new Literal("="), space, new Quoted(), space, new Literal(">"));
        TagPattern next = TagPattern.of(new Literal("<"), space, new Literal("parameter"), new Space(1), new Literal("name"),
                space,
                new Literal("="));
        return new TagSyntax(open, 8, null, -1, looseClose(), next, Trim.NONE, true, List.of());
    }

    private static TagSyntax deepseekTags() {
        TagPattern open = TagPattern.of(new Literal("<" + DSML + "parameter"), new Space(1), new Literal("name=\""),
                new Until('"', 1), new Space(1), new Literal("string=\""), new Either("true", "false"), new Literal(">"));
        TagPattern next = TagPattern.of(new Literal("<" + DSML + "parameter"), new Space(1), new Literal("name="));
        return new TagSyntax(open, 3, null, 6, TagPattern.literal("</" + DSML + "parameter>"), next, Trim.NONE, false,
                List.of("arguments", "input"));
    }

    private static TagPattern looseClose() {
        Space space = new Space(0);
        return TagPattern.of(new Literal("<"), space, new Literal("/"), space, new Literal("parameter"), space, new Literal(">"));
    }
}
