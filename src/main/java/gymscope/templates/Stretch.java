package gymscope.templates;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a prompt and what it came from.
 *
 * @param start where it begins in the prompt, in UTF-16 units
 * @param end where it ends, exclusive
 * @param path the variable's member that it shows, such as {@code messages[2].content} or {@code tools}; null for text that
 *     stands in the template
 * @param exact whether the characters are the variable's own; false where a filter changed them ({@code tojson} …)
 * @param item the element that the innermost loop over a variable was at when it was written, such as {@code messages[2]};
 *     null outside of such loops
 */
public record Stretch(int start, int end, @Nullable String path, boolean exact, @Nullable String item) {

    /** Whether it stands in the template. */
    public boolean isTemplateText() {
        return path == null;
    }

    /** Whether it shows a tool definition, or was written for one. */
    public boolean isOfTools() {
        return isOf("tools");
    }

    /** The index of the message that it shows or was written for, -1 when there is none. */
    public int messageIndex() {
        int index = messageIndex(path);
        return index >= 0 ? index : messageIndex(item);
    }

    private boolean isOf(String variable) {
        String place = path == null ? item : path;
        return place != null && place.startsWith(variable)
                && (place.length() == variable.length() || "[.".indexOf(place.charAt(variable.length())) >= 0);
    }

    private static int messageIndex(@Nullable String place) {
        if (place == null || !place.startsWith("messages[")) {
            return -1;
        }
        int end = place.indexOf(']');
        return Integer.parseInt(place, "messages[".length(), end, 10);
    }
}
