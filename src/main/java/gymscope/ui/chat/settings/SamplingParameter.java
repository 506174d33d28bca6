package gymscope.ui.chat.settings;

import gymscope.ui.chat.settings.ParameterKind.Choice;
import gymscope.ui.chat.settings.ParameterKind.Decimal;
import gymscope.ui.chat.settings.ParameterKind.Flag;
import gymscope.ui.chat.settings.ParameterKind.Ids;
import gymscope.ui.chat.settings.ParameterKind.JsonObject;
import gymscope.ui.chat.settings.ParameterKind.Texts;
import gymscope.ui.chat.settings.ParameterKind.Whole;
import gymscope.wire.Fault;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The parameters that the form knows, by their names in Chat Completions requests of OpenAI and vLLM. */
public enum SamplingParameter {
    /** How much chance there is in the choice of a token; 0 takes the most likely one. */
    TEMPERATURE("temperature", Group.STANDARD, new Decimal("0", "2", "a number from 0 to 2")),
    /** The share of the probability that is drawn from, the most likely tokens first. */
    TOP_P("top_p", Group.STANDARD, new Decimal("0", "1", "a number from 0 to 1")),
    /** How long the answer may get. */
    MAX_TOKENS("max_tokens", Group.STANDARD, new Whole(1, Integer.MAX_VALUE, "a whole number from 1")),
    /** Makes sampling repeat itself. */
    SEED("seed", Group.STANDARD, new Whole(Long.MIN_VALUE, Long.MAX_VALUE, "a whole number")),
    /** Lowers tokens that have occurred. */
    PRESENCE_PENALTY("presence_penalty", Group.STANDARD, new Decimal("-2", "2", "a number from \u22122 to 2")),
    /** Lowers tokens by how often they have occurred. */
    FREQUENCY_PENALTY("frequency_penalty", Group.STANDARD, new Decimal("-2", "2", "a number from \u22122 to 2")),
    /** Where the answer ends. */
    STOP("stop", Group.STANDARD, new Texts("[\"\\n\\n\"]")),
    /** How many alternatives are told for each token. */
    TOP_LOGPROBS("top_logprobs", Group.STANDARD, new Whole(0, 20, "a whole number from 0 to 20")),
    /** How much thinking is wanted. */
    REASONING_EFFORT("reasoning_effort", Group.STANDARD,
            new Choice(List.of("none", "minimal", "low", "medium", "high", "xhigh", "max"))),
    /** Raises or lowers tokens by their ids. */
    LOGIT_BIAS("logit_bias", Group.STANDARD, new JsonObject("{\"1234\": -100}")),

    /** How many of the most likely tokens are drawn from; 0 or \u22121 for all. */
    TOP_K("top_k", Group.VLLM, new Whole(-1, Integer.MAX_VALUE, "a whole number from \u22121")),
    /** Leaves out tokens that are less likely than this share of the most likely one. */
    MIN_P("min_p", Group.VLLM, new Decimal("0", "1", "a number from 0 to 1")),
    /** Above 1 lowers tokens that have occurred, the prompt's included. */
    REPETITION_PENALTY("repetition_penalty", Group.VLLM, new Decimal("0.001", "10", "a number above 0, such as 1.1")),
    /** How long the answer must get. */
    MIN_TOKENS("min_tokens", Group.VLLM, new Whole(0, Integer.MAX_VALUE, "a whole number from 0")),
    /** Tokens that end the answer. */
    STOP_TOKEN_IDS("stop_token_ids", Group.VLLM, new Ids()),
    /** The only tokens that may be drawn. */
    ALLOWED_TOKEN_IDS("allowed_token_ids", Group.VLLM, new Ids()),
    /** Words that may not occur. */
    BAD_WORDS("bad_words", Group.VLLM, new Texts("[\"sorry\"]")),
    /** Goes on after the model's end token. */
    IGNORE_EOS("ignore_eos", Group.VLLM, new Flag()),
    /** Whether special tokens are left out of the text. */
    SKIP_SPECIAL_TOKENS("skip_special_tokens", Group.VLLM, new Flag()),
    /** Whether the text keeps the stop string that ended it. */
    INCLUDE_STOP("include_stop_str_in_output", Group.VLLM, new Flag()),
    /** Log probabilities of the prompt with so many alternatives; the answer then comes in one piece. */
    PROMPT_LOGPROBS("prompt_logprobs", Group.VLLM, new Whole(-1, 1000, "a whole number from \u22121")),
    /** Whether the numbers of prompt and answer tokens are told; Chat asks for them by itself until refused. */
    RETURN_TOKEN_IDS("return_token_ids", Group.VLLM, new Flag()),
    /** Whether tokens are written as {@code token_id:N}. */
    TOKENS_AS_IDS("return_tokens_as_token_ids", Group.VLLM, new Flag()),
    /** Whether reasoning is returned. */
    INCLUDE_REASONING("include_reasoning", Group.VLLM, new Flag()),
    /** How many tokens of thinking are allowed; \u22121 for no limit. */
    THINKING_BUDGET("thinking_token_budget", Group.VLLM, new Whole(-1, Integer.MAX_VALUE, "a whole number from \u22121")),
    /** Lower is sooner; needs {@code --scheduling-policy priority}. */
    PRIORITY("priority", Group.VLLM, new Whole(Integer.MIN_VALUE, Integer.MAX_VALUE, "a whole number")),
    /** Variables for the chat template. */
    TEMPLATE_KWARGS("chat_template_kwargs", Group.VLLM, new JsonObject("{\"enable_thinking\": false}"));

    /** Where a parameter comes from. */
    public enum Group {
        /** OpenAI's, known nearly everywhere. */
        STANDARD,
        /** vLLM's, some of which other servers took over. */
        VLLM
    }

    private final String key;
    private final Group group;
    @SuppressWarnings("Immutable") // every kind is a record of words and numbers
    private final ParameterKind kind;

    SamplingParameter(String key, Group group, ParameterKind kind) {
        this.key = key;
        this.group = group;
        this.kind = kind;
    }

    /** The member's name in the request. */
    public String key() {
        return key;
    }

    /** Where it comes from. */
    public Group group() {
        return group;
    }

    /** What it may be, in words. */
    public String domain() {
        return kind.words();
    }

    /** The words to choose among, none when it is typed freely. */
    public List<String> choices() {
        return switch (kind) {
            case Choice(List<String> choices) -> choices;
            case Flag flag -> List.of("true", "false");
            default -> List.of();
        };
    }

    /**
     * Reads what was typed. A number travels as it was written.
     *
     * @throws Fault when it is not in the domain
     */
    public JsonNode read(String typed) {
        try {
            return kind.read(typed.strip());
        } catch (IllegalArgumentException outside) {
            throw new Fault("%s is %s.".formatted(key, typed.strip()), "It must be %s.".formatted(domain()), outside);
        }
    }
}
