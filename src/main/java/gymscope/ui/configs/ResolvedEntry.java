package gymscope.ui.configs;

import gymscope.config.ConfigPath;
import gymscope.config.Origin;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the resolved configuration: a value, or a key with values below it.
 *
 * @param path its keys, an element of a list as {@code [n]}
 * @param depth how far it is indented: 0 at the top, 1 for an implementation, 2 for its settings
 * @param label what stands for the key: the path from the line above it on
 * @param value what it is, masked when it is a secret; null for a key with values below it
 * @param kind what the value is
 * @param origin where it came from
 * @param file the file that the origin means, null when it means none
 * @param replaced what an override put it in place of, masked when it is a secret; null when it replaced nothing
 * @param valuesBelow how many values are below it
 */
record ResolvedEntry(List<String> path, int depth, String label, @Nullable String value, Kind kind, Origin origin,
        @Nullable Path file,
        @Nullable String replaced, int valuesBelow) {

    /** What a value is. */
    enum Kind {
        BRANCH, TEXT, LITERAL, SECRET
    }

    boolean isBranch() {
        return kind == Kind.BRANCH;
    }

    boolean isOverride() {
        return origin.source() == Origin.Source.OVERRIDE;
    }

    /** Its dotted key. */
    String dotted() {
        return ConfigPath.write(path);
    }
}
