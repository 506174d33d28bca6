package gymscope.ui.rollouts;

import gymscope.rollouts.Trajectory;
import gymscope.ui.controls.VerdictIcon;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a verifier said beside the reward.
 *
 * @param kind a verdict where the field is one, else null
 * @param name what it is about
 * @param value what was found; of a verdict the reason, empty for none
 */
public record VerifierLine(VerdictIcon.@Nullable Kind kind, String name, String value) {

    private static final String EXPECTED = "expected_";
    private static final String EXTRACTED = "extracted_";

    /**
     * What a verifier found: pairs of {@code expected_…} and {@code extracted_…} and true or false as verdicts first,
     * then the other fields.
     */
    static List<VerifierLine> of(Trajectory trajectory) {
        Map<String, String> fields = new LinkedHashMap<>();
        trajectory.verdict().forEach(finding -> fields.put(finding.name(), finding.value()));
        List<VerifierLine> verdicts = new ArrayList<>();
        List<VerifierLine> others = new ArrayList<>();
        fields.forEach((name, value) -> {
            String subject = name.startsWith(EXPECTED) ? name.substring(EXPECTED.length()) : "";
            String extracted = subject.isEmpty() ? null : fields.get(EXTRACTED + subject);
            if (extracted != null) {
                verdicts.add(pair(subject, value, extracted));
            } else if (value.equals("true") || value.equals("false")) {
                verdicts.add(
                        new VerifierLine(value.equals("true") ? VerdictIcon.Kind.PASS : VerdictIcon.Kind.FAIL, words(name), ""));
            } else if (!isSecondOfPair(fields, name) && !value.equals("null")) {
                others.add(new VerifierLine(null, words(name), value));
            }
        });
        verdicts.addAll(others);
        return List.copyOf(verdicts);
    }

    private static VerifierLine pair(String subject, String expected, String extracted) {
        boolean same = expected.equals(extracted);
        String reason = same ? "" : extracted.equals("null") ? "none could be read from the text" : "got " + extracted;
        return new VerifierLine(same ? VerdictIcon.Kind.PASS : VerdictIcon.Kind.FAIL, words(subject) + " is " + expected, reason);
    }

    private static boolean isSecondOfPair(Map<String, String> fields, String name) {
        return name.startsWith(EXTRACTED) && fields.containsKey(EXPECTED + name.substring(EXTRACTED.length()));
    }

    private static String words(String name) {
        return name.replace('_', ' ');
    }
}
