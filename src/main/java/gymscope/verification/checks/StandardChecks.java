package gymscope.verification.checks;

import gymscope.verification.Check;
import java.util.List;

/** The first battery, in the order in which it is asked and shown. */
public final class StandardChecks {

    private StandardChecks() {
    }

    /** Twelve checks, from the connection to the tool call. */
    public static List<Check> all() {
        return List.of(new Reachable(), new Authentication(), new ModelsListed(), new ChatAnswer(), new UsageArithmetic(),
                new ResponsesEndpoint(), new StreamingWellFormed(), new StreamEqualsWhole(), new LogProbabilitiesSane(),
                new TokenIdsReturned(), new TokenizerRoundTrip(), new ToolCallParsed());
    }
}
