package gymscope.ui.chat;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The sampling parameters that the form knows, by their names in Chat Completions requests. */
public enum SamplingParameter {
    /** How much chance there is in the choice of a token; 0 takes the most likely one. */
    TEMPERATURE("temperature", "a number from 0 to 2"),
    /** The share of the probability that is drawn from, the most likely tokens first. */
    TOP_P("top_p", "a number from 0 to 1"),
    /** How long the answer may get. */
    MAX_TOKENS("max_tokens", "a whole number from 1"),
    /** Makes sampling repeat itself. */
    SEED("seed", "a whole number"),
    /** Lowers tokens that have occurred. */
    PRESENCE_PENALTY("presence_penalty", "a number from \u22122 to 2"),
    /** Lowers tokens by how often they have occurred. */
    FREQUENCY_PENALTY("frequency_penalty", "a number from \u22122 to 2"),
    /** Where the answer ends. */
    STOP("stop", "a text, or a JSON list of texts such as [\"\\n\\n\"]"),
    /** How many alternatives are told for each token. */
    TOP_LOGPROBS("top_logprobs", "a whole number from 0 to 20");

    private final String key;
    private final String domain;

    SamplingParameter(String key, String domain) {
        this.key = key;
        this.domain = domain;
    }

    /** The member's name in the request. */
    public String key() {
        return key;
    }

    /** What it may be, in words. */
    public String domain() {
        return domain;
    }

    /**
     * Reads what was typed. A number travels as it was written.
     *
     * @throws Fault when it is not in the domain
     */
    public JsonNode read(String typed) {
        try {
            return parsed(typed.strip());
        } catch (IllegalArgumentException outside) {
            throw new Fault("%s is %s.".formatted(key, typed.strip()), "It must be %s.".formatted(domain), outside);
        }
    }

    private JsonNode parsed(String text) {
        return switch (this) {
            case TEMPERATURE -> number(text, "0", "2");
            case TOP_P -> number(text, "0", "1");
            case PRESENCE_PENALTY, FREQUENCY_PENALTY -> number(text, "-2", "2");
            case MAX_TOKENS -> whole(text, 1, Integer.MAX_VALUE);
            case SEED -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
            case TOP_LOGPROBS -> whole(text, 0, 20);
            case STOP -> stops(text);
        };
    }

    private static JsonNode number(String text, String least, String most) {
        BigDecimal value = new BigDecimal(text);
        if (value.compareTo(new BigDecimal(least)) < 0 || value.compareTo(new BigDecimal(most)) > 0) {
            throw new IllegalArgumentException(text);
        }
        JsonNode asWritten = Json.parseOrNull(text);
        return asWritten != null && asWritten.isNumber() ? asWritten : Json.toTree(value);
    }

    private static JsonNode whole(String text, long least, long most) {
        long value = Long.parseLong(text);
        if (value < least || value > most) {
            throw new IllegalArgumentException(text);
        }
        return Json.toTree(value);
    }

    private static JsonNode stops(String text) {
        JsonNode json = Json.parseOrNull(text);
        if (json != null && json.isString()) {
            return Json.array().add(json);
        }
        if (json instanceof ArrayNode list) {
            for (JsonNode stop : list) {
                if (!stop.isString()) {
                    throw new IllegalArgumentException(text);
                }
            }
            return list;
        }
        return Json.array().add(text);
    }
}
