package gymscope.parsing.engine;

import gymscope.parsing.CallIds;
import gymscope.parsing.arguments.PythonText;
import org.jspecify.annotations.Nullable;

/** How the text between a call's markers names the tool. */
enum CallNames {

    /** The text is the name, white space around it aside. */
    TRIMMED {
        @Override
        Name read(String header, boolean hasArguments) {
            return new Name(null, PythonText.strip(header));
        }
    },

    /** The text is the call's id, {@code functions.NAME:INDEX}; without an index there is no name. */
    NUMBERED {
        @Override
        Name read(String header, boolean hasArguments) {
            String line = PythonText.strip(header);
            int newLine = line.indexOf('\n');
            String id = PythonText.strip(throughLastIndex(newLine < 0 ? line : line.substring(0, newLine)));
            if (id.isEmpty()) {
                return new Name(null, hasArguments ? "" : line);
            }
            String name = id.substring(0, id.indexOf(':'));
            return new Name(id, name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name);
        }
    };

    private static final String PREFIX = "functions.";

    /**
     * A call's name.
     *
     * @param ownId the id that the model wrote, null when it wrote none
     * @param text the tool's name, empty when there is none
     */
    record Name(@Nullable String ownId, String text) {

        /** The model's id, or a fresh one. */
        String id() {
            return ownId == null ? CallIds.fresh() : ownId;
        }
    }

    /**
     * Reads what stands between the markers.
     *
     * @param hasArguments whether argument text follows
     */
    abstract Name read(String header, boolean hasArguments);

    /** The beginning of a line through its last colon that has something before it and digits after it, with these digits. */
    private static String throughLastIndex(String line) {
        for (int colon = line.lastIndexOf(':'); colon > 0; colon = line.lastIndexOf(':', colon - 1)) {
            int end = colon + 1;
            while (end < line.length() && Character.isDigit(line.charAt(end))) {
                end++;
            }
            if (end > colon + 1) {
                return line.substring(0, end);
            }
        }
        return "";
    }
}
