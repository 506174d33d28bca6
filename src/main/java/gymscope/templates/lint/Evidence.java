package gymscope.templates.lint;

import tools.jackson.databind.node.ArrayNode;

/**
 * Two renderings that show a finding.
 *
 * @param messages the conversation that was rendered last
 * @param beforeLabel what the first one is, such as “turn 1 with its generation”
 * @param before the first rendering
 * @param afterLabel what the second one is
 * @param after the second rendering
 * @param difference where they first differ, in UTF-16 units; the length of the shorter one when one begins with the other
 */
public record Evidence(ArrayNode messages, String beforeLabel, String before, String afterLabel, String after, int difference) {

    /** The evidence of two renderings; the place of the difference is found. */
    public static Evidence of(ArrayNode messages, String beforeLabel, String before, String afterLabel, String after) {
        int place = 0;
        int shorter = Math.min(before.length(), after.length());
        while (place < shorter && before.charAt(place) == after.charAt(place)) {
            place++;
        }
        return new Evidence(messages, beforeLabel, before, afterLabel, after, place);
    }
}
