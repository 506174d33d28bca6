package gymscope.verification;

import org.jspecify.annotations.Nullable;

/**
 * What a check makes of the answers.
 *
 * @param verdict the judgement
 * @param evidence one line with figures
 * @param why when it falls short: why that matters, one sentence
 * @param fix when it falls short: the setting to change
 */
public record Finding(Verdict verdict, String evidence, @Nullable String why, @Nullable String fix) {

    public static Finding pass(String evidence) {
        return new Finding(Verdict.PASS, evidence, null, null);
    }

    public static Finding warn(String evidence, String why, @Nullable String fix) {
        return new Finding(Verdict.WARN, evidence, why, fix);
    }

    public static Finding fail(String evidence, String why, @Nullable String fix) {
        return new Finding(Verdict.FAIL, evidence, why, fix);
    }

    public static Finding notApplicable(String evidence) {
        return new Finding(Verdict.NOT_APPLICABLE, evidence, null, null);
    }
}
