package gymscope.servers.local.answer;

import java.util.List;

/**
 * How tokens become the text of an answer.
 *
 * @param stops texts that end the answer
 * @param includeStop whether the text that ended the answer stays in it
 * @param minTokens before so many tokens no stop counts
 * @param skipSpecialTokens whether control tokens are left out of the text
 */
public record TextRules(List<String> stops, boolean includeStop, int minTokens, boolean skipSpecialTokens) {

    public TextRules {
        stops = List.copyOf(stops);
    }
}
