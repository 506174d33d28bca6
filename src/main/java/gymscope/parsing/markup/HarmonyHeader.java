package gymscope.parsing.markup;

import gymscope.parsing.arguments.PythonText;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header of one of gpt-oss's messages.
 *
 * @param role who speaks
 * @param channel the channel, null when there is none
 * @param recipient to whom the message goes, null when nobody is named
 * @param contentType what its text is, empty when the header does not say
 */
record HarmonyHeader(String role, @Nullable String channel, @Nullable String recipient, String contentType) {

    static final String CHANNEL = "<|channel|>";

    private static final Set<String> BUILT_IN = Set.of("assistant", "python", "browser", "container");
    private static final String FUNCTIONS = "functions.";

    /** Reads what stands between {@code <|start|>} and {@code <|message|>}. */
    static HarmonyHeader of(String text) {
        int mark = text.indexOf(CHANNEL);
        String before = mark < 0 ? text : text.substring(0, mark);
        String after = mark < 0 ? "" : text.substring(mark + CHANNEL.length());
        String role = "";
        String channel = null;
        String recipient = null;
        StringBuilder type = new StringBuilder();
        for (String word : words(before)) {
            recipient = word.startsWith("to=") ? word.substring(3) : recipient;
            role = role.isEmpty() && !word.startsWith("to=") ? word : role;
        }
        for (String word : words(after)) {
            if (word.startsWith("to=")) {
                recipient = word.substring(3);
            } else if (channel == null) {
                channel = word;
            } else {
                type.append(word);
            }
        }
        return new HarmonyHeader(role, channel, recipient, type.toString());
    }

    /** The tool that the message calls, null when it is no call. */
    @Nullable
    String tool() {
        if (recipient == null || recipient.isEmpty()) {
            return null;
        }
        if (recipient.startsWith(FUNCTIONS)) {
            return recipient.substring(FUNCTIONS.length());
        }
        int dot = recipient.indexOf('.');
        return BUILT_IN.contains(dot < 0 ? recipient : recipient.substring(0, dot)) ? null : recipient;
    }

    /** Whether the message is reasoning. */
    boolean isReasoning() {
        return tool() == null && "analysis".equals(channel);
    }

    /** Whether the message is content. */
    boolean isContent() {
        return tool() == null && ("final".equals(channel) || ("commentary".equals(channel) && recipient == null));
    }

    /** Whether the assistant speaks. */
    boolean isAssistant() {
        return role.equals("assistant");
    }

    /** Whether arguments are read as JSON. */
    boolean isJson() {
        return contentType.isEmpty() || contentType.contains("json");
    }

    private static String[] words(String text) {
        String plain = PythonText.strip(text.replace("<|constrain|>", " <|constrain|>"));
        return plain.isEmpty() ? new String[0] : plain.split("\\s+");
    }
}
