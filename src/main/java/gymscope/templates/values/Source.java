package gymscope.templates.values;

import org.jspecify.annotations.Nullable;

/**
 * What a stretch of text came from.
 *
 * @param path the variable's member, such as {@code messages[2].content}; null for text that stands in the template
 * @param exact whether the characters are the variable's own; false when a filter or method changed them
 * @param item the element of a list that the loop around was at, such as {@code messages[2]}; null outside of loops over
 *     variables
 */
public record Source(@Nullable String path, boolean exact, @Nullable String item) {

    /** The characters of a variable as they are. */
    public static Source variable(String path) {
        return new Source(path, true, null);
    }

    /** Text of the template, written while a loop was at an item. */
    public static Source template(@Nullable String item) {
        return new Source(null, true, item);
    }

    Source changed() {
        return exact && path != null ? new Source(path, false, item) : this;
    }

    /** The same with the item of the loop, unless it has one. */
    public Source at(@Nullable String place) {
        return item == null && place != null ? new Source(path, exact, place) : this;
    }
}
