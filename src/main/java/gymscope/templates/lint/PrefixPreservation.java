package gymscope.templates.lint;

import gymscope.templates.ChatTemplate;
import gymscope.templates.lint.PrefixBreak.Cause;
import gymscope.templates.lint.Trial.Outcome;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Whether a conversation's prompts grow by appending: turn n's prompt with its generation must be how turn n+1's prompt
 * begins. Where they do not, servers compute the prefix anew and tokens of earlier turns cannot be reused in training.
 */
public final class PrefixPreservation {

    private static final Pattern END_OF_THINKING = Pattern.compile("</think>");

    private PrefixPreservation() {
    }

    /** The first break in one conversation, null when its prompts grow by appending or cannot be rendered. */
    public static @Nullable PrefixBreak firstBreak(ChatTemplate template, LintOptions options, ArrayNode messages,
            @Nullable ArrayNode tools) {
        List<PrefixBreak> breaks = breaks(new Trial(template, options), messages, tools);
        return breaks.isEmpty() ? null : breaks.getFirst();
    }

    /** The first break in one conversation as a finding, null when its prompts grow by appending or cannot be rendered. */
    public static @Nullable Finding findingIn(ChatTemplate template, LintOptions options, ArrayNode messages,
            @Nullable ArrayNode tools) {
        PrefixBreak broken = firstBreak(template, options, messages, tools);
        return broken == null ? null : finding(broken);
    }

    static void addTo(List<Finding> findings, Trial trial) {
        Map<Cause, PrefixBreak> found = new EnumMap<>(Cause.class);
        for (ArrayNode messages : Conversations.shortestFirst(trial)) {
            for (PrefixBreak broken : breaks(trial, messages, Conversations.tools(messages))) {
                found.putIfAbsent(broken.cause(), broken);
            }
        }
        found.values().forEach(broken -> findings.add(finding(broken)));
    }

    private static Finding finding(PrefixBreak broken) {
        Evidence evidence = broken.evidence();
        return switch (broken.cause()) {
            case THINKING_STRIPPED -> new Finding("thinking-stripped", Severity.WARNING,
                    "The template leaves the thinking of earlier turns out: the next prompt does not begin with the last one and "
                            + "its generation (%s).".formatted(order(broken.messages())),
                    "Expect no prefix caching across such turns; for training, take each turn as a sample of its own.", evidence);
            case GENERATION_PROMPT -> new Finding("generation-prompt-differs", Severity.WARNING,
                    "The generation prompt is not how the assistant's message begins in the history (%s)."
                            .formatted(order(broken.messages())),
                    "Expect the first tokens of a turn to differ between sampling and training.", evidence);
            case RETEMPLATED -> new Finding("prefix-changes", Severity.WARNING,
                    "The template writes earlier messages otherwise once more follow: the next prompt does not begin with the "
                            + "last one and its generation (%s).".formatted(order(broken.messages())),
                    "Expect no prefix caching across such turns; for training, take each turn as a sample of its own.", evidence);
        };
    }

    /** The roles of a conversation in their order, for people. */
    private static String order(ArrayNode messages) {
        List<String> roles = new ArrayList<>();
        for (JsonNode message : messages) {
            String role = String.valueOf(Json.text(message, "role"));
            boolean thinks = Conversations.thinks(message);
            boolean calls = message.has("tool_calls");
            roles.add(role
                    + (thinks && calls ? " with thinking and a call" : thinks ? " with thinking" : calls ? " with a call" : ""));
        }
        return String.join(", ", roles);
    }

    /** All breaks of one conversation in their order. */
    private static List<PrefixBreak> breaks(Trial trial, ArrayNode messages, @Nullable ArrayNode tools) {
        List<PrefixBreak> breaks = new ArrayList<>();
        for (int turn = 0; turn < messages.size(); turn++) {
            if ("assistant".equals(Json.text(messages.get(turn), "role"))) {
                add(breaks, generationPrompt(trial, messages, turn, tools));
                add(breaks, nextPrompt(trial, messages, turn, tools));
            }
        }
        return breaks;
    }

    private static void add(List<PrefixBreak> breaks, @Nullable PrefixBreak found) {
        if (found != null) {
            breaks.add(found);
        }
    }

    private static @Nullable PrefixBreak generationPrompt(Trial trial, ArrayNode messages, int turn, @Nullable ArrayNode tools) {
        ArrayNode with = firstOf(messages, turn + 1);
        Outcome prompt = trial.prompt(firstOf(messages, turn), tools);
        Outcome history = trial.history(with, tools);
        return prompt.failed() || history.failed() || history.shown().startsWith(prompt.shown())
                ? null
                : new PrefixBreak(with, turn, Cause.GENERATION_PROMPT,
                        Evidence.of(with, "prompt of the turn", prompt.shown(), "history with its answer", history.shown()));
    }

    private static @Nullable PrefixBreak nextPrompt(Trial trial, ArrayNode messages, int turn, @Nullable ArrayNode tools) {
        int next = turn + 1;
        while (next < messages.size() && !"assistant".equals(Json.text(messages.get(next), "role"))) {
            next++;
        }
        if (next == turn + 1) {
            return null;
        }
        ArrayNode through = firstOf(messages, next);
        Outcome before = trial.history(firstOf(messages, turn + 1), tools);
        Outcome after = trial.prompt(through, tools);
        if (before.failed() || after.failed() || after.shown().startsWith(before.shown())) {
            return null;
        }
        return new PrefixBreak(through, turn, cause(trial, through, turn, tools, before.shown(), after.shown()),
                Evidence.of(through, "a turn with its generation", before.shown(), "prompt of the next turn", after.shown()));
    }

    /** Thinking is the cause when a block of it is gone, or when the same conversation without it keeps its prefix. */
    private static Cause cause(Trial trial, ArrayNode messages, int turn, @Nullable ArrayNode tools, String before,
            String after) {
        if (blocks(after) < blocks(before)) {
            return Cause.THINKING_STRIPPED;
        }
        ArrayNode silent = Conversations.withoutThinking(messages);
        Outcome silentBefore = trial.history(firstOf(silent, turn + 1), tools);
        Outcome silentAfter = trial.prompt(silent, tools);
        boolean kept = !silent.equals(messages) && !silentBefore.failed() && silentAfter.shown().startsWith(silentBefore.shown());
        return kept ? Cause.THINKING_STRIPPED : Cause.RETEMPLATED;
    }

    private static long blocks(String text) {
        return END_OF_THINKING.matcher(text).results().count();
    }

    private static ArrayNode firstOf(ArrayNode messages, int count) {
        ArrayNode first = Json.array();
        for (int i = 0; i < count; i++) {
            first.add(messages.get(i));
        }
        return first;
    }
}
