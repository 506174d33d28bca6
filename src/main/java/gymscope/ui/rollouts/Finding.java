package gymscope.ui.rollouts;

import gymscope.ui.controls.VerdictIcon;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One thing that a verifier said beside the reward.
 *
 * @param kind a verdict where the field is one, else null
 * @param name what it is about
 * @param value what was found; of a verdict the reason, empty for none
 */
record Finding(VerdictIcon.@Nullable Kind kind, String name, String value) {

    private static final String EXPECTED = "expected_";
    private static final String EXTRACTED = "extracted_";
    private static final Set<String> NOT_THE_VERIFIERS = Set.of("responses_create_params", "response", "reward", "agent_ref",
            "skills_ref", "uuid", "verification_skipped");

    /**
     * The findings of a row: pairs of {@code expected_…} and {@code extracted_…} and true or false as verdicts first,
     * then the other fields.
     */
    static List<Finding> of(JsonNode row) {
        List<Finding> verdicts = new ArrayList<>();
        List<Finding> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : row.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (!isVerifiers(name) || value.isNull() || isHalfOfPair(row, name)) {
                continue;
            }
            if (name.startsWith(EXPECTED) && row.has(EXTRACTED + name.substring(EXPECTED.length()))) {
                verdicts.add(pair(name.substring(EXPECTED.length()), value,
                        row.path(EXTRACTED + name.substring(EXPECTED.length()))));
            } else if (value.isBoolean()) {
                verdicts.add(new Finding(value.asBoolean() ? VerdictIcon.Kind.PASS : VerdictIcon.Kind.FAIL, words(name), ""));
            } else {
                fields.add(new Finding(null, words(name), plain(value)));
            }
        }
        if (row.path("verification_skipped").asBoolean(false)) {
            verdicts.add(new Finding(VerdictIcon.Kind.NOT_APPLICABLE, "verification was skipped", "the agent's settings say so"));
        }
        verdicts.addAll(fields);
        return List.copyOf(verdicts);
    }

    private static Finding pair(String subject, JsonNode expected, JsonNode extracted) {
        boolean same = !extracted.isNull() && plain(expected).equals(plain(extracted));
        String reason = extracted.isNull() ? "none could be read from the text" : same ? "" : "got " + plain(extracted);
        return new Finding(same ? VerdictIcon.Kind.PASS : VerdictIcon.Kind.FAIL, words(subject) + " is " + plain(expected),
                reason);
    }

    private static boolean isVerifiers(String name) {
        return !NOT_THE_VERIFIERS.contains(name) && !name.startsWith("_ng") && !name.startsWith("ng_");
    }

    private static boolean isHalfOfPair(JsonNode row, String name) {
        return name.startsWith(EXTRACTED) && row.has(EXPECTED + name.substring(EXTRACTED.length()));
    }

    private static String words(String name) {
        return name.replace('_', ' ');
    }

    private static String plain(JsonNode value) {
        return value.isString() ? value.asString() : Json.write(value);
    }
}
