package gymscope.verification.checks;

import gymscope.verification.Check;
import gymscope.verification.Finding;
import gymscope.verification.Probe;
import gymscope.verification.Theme;
import gymscope.verification.Words;
import gymscope.wire.Exchange;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Whether the token counts of an answer are there and agree with one another and with the limit. */
final class UsageArithmetic implements Check {

    private static final String WHY = "Token counts decide on budgets, lengths and the alignment of token ids.";

    @Override
    public String id() {
        return "usage_arithmetic";
    }

    @Override
    public String title() {
        return "Usage adds up";
    }

    @Override
    public Theme theme() {
        return Theme.REACH_AND_SHAPE;
    }

    @Override
    public String shortfall() {
        return "token counts do not add up";
    }

    @Override
    public Finding examine(Probe probe) {
        Exchange exchange = probe.greeting();
        JsonNode choice = Answers.choice(exchange);
        if (choice == null) {
            return Finding.notApplicable("there is no chat answer to count");
        }
        Long prompt = Answers.usage(exchange, "prompt_tokens");
        Long completion = Answers.usage(exchange, "completion_tokens");
        Long total = Answers.usage(exchange, "total_tokens");
        if (prompt == null || completion == null || total == null) {
            return Finding.fail("usage lacks prompt_tokens, completion_tokens or total_tokens", WHY, null);
        }
        String sum = String.format(Locale.ROOT, "%,d + %,d = %,d", prompt, completion, total);
        if (prompt + completion != total) {
            return Finding.fail("%s is stated, %,d is right".formatted(sum, prompt + completion), WHY, null);
        }
        if (prompt <= 0 || completion <= 0) {
            return Finding.fail("%s: a prompt and an answer have at least one token each".formatted(sum), WHY, null);
        }
        boolean full = "length".equals(Answers.finishReason(choice));
        if (completion > Probe.ANSWER_TOKENS || (full && completion < Probe.ANSWER_TOKENS)) {
            return Finding.fail("%s, but the limit was %s and the finish reason is %s".formatted(sum,
                    Words.count(Probe.ANSWER_TOKENS, "token"), Answers.finishReason(choice)), WHY, null);
        }
        return Finding.pass("%s tokens".formatted(sum));
    }
}
