package gymscope.templates.values;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the stretches of a text came from. What no stretch covers stands in the template.
 *
 * @param stretches in their order, none empty, none over another
 */
public record Origins(List<Stretch> stretches) {

    /**
     * A stretch of a text.
     *
     * @param start where it begins, in UTF-16 units
     * @param end where it ends, exclusive
     * @param source what it came from
     */
    public record Stretch(int start, int end, Source source) {}

    /** One source for a whole text; null for an empty text. */
    static @Nullable Origins of(int length, Source source) {
        return length == 0 ? null : new Origins(List.of(new Stretch(0, length, source)));
    }

    /** The origins of a part of the text. */
    @Nullable
    Origins part(int start, int end) {
        List<Stretch> part = new ArrayList<>();
        for (Stretch stretch : stretches) {
            int from = Math.max(stretch.start(), start);
            int to = Math.min(stretch.end(), end);
            if (from < to) {
                part.add(new Stretch(from - start, to - start, stretch.source()));
            }
        }
        return part.isEmpty() ? null : new Origins(part);
    }

    /** The origins of a text of the same length whose characters were changed one by one. */
    Origins changed() {
        return new Origins(stretches.stream()
                .map(stretch -> new Stretch(stretch.start(), stretch.end(), stretch.source().changed())).toList());
    }

    /** The path that all stretches of variables share, null when they share none. */
    @Nullable
    String commonPath() {
        String common = null;
        for (Stretch stretch : stretches) {
            String path = stretch.source().path();
            if (path != null) {
                common = common == null ? path : shared(common, path);
                if (common == null) {
                    return null;
                }
            }
        }
        return common;
    }

    private static @Nullable String shared(String one, String other) {
        if (one.equals(other)) {
            return one;
        }
        int length = 0;
        int end = 0;
        int shorter = Math.min(one.length(), other.length());
        while (length < shorter && one.charAt(length) == other.charAt(length)) {
            length++;
            if (endsMember(one, length) && endsMember(other, length)) {
                end = length;
            }
        }
        return end == 0 ? null : one.substring(0, end);
    }

    private static boolean endsMember(String path, int length) {
        return length == path.length() || path.charAt(length) == '.' || path.charAt(length) == '[';
    }
}
