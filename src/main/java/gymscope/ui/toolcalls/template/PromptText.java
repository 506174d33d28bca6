package gymscope.ui.toolcalls.template;

import gymscope.templates.RenderedPrompt;
import gymscope.templates.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A prompt as it is shown: its text in pieces, each with what it is, and beside each line whose it is.
 *
 * @param rendered the prompt and where it came from
 * @param pieces in their order; together they cover the whole text
 * @param owners for each line the message that it belongs to, such as {@code user}; empty where that is the line before's
 */
record PromptText(RenderedPrompt rendered, List<Piece> pieces, List<String> owners) {

    /** What models are given as one token: {@code <|…|>}, {@code <s>}, {@code </tag>}, {@code [INST]}. */
    private static final Pattern MARKER = Pattern
            .compile("<[|｜][^<>|｜\\s]{1,48}[|｜]>|</?[A-Za-z_][A-Za-z0-9_.-]{0,40}>|\\[/?[A-Z][A-Z_]{1,40}\\]");

    /** A stretch of the text that is one thing. */
    record Piece(int start, int end, PromptPart part) {}

    static PromptText of(RenderedPrompt rendered, JsonNode messages) {
        List<Piece> pieces = new ArrayList<>();
        for (Stretch stretch : rendered.stretches()) {
            PromptPart part = PromptPart.of(stretch, messages);
            if (part == PromptPart.TEMPLATE) {
                addTemplateText(rendered.text(), stretch, pieces);
            } else if (stretch.end() > stretch.start()) {
                pieces.add(new Piece(stretch.start(), stretch.end(), part));
            }
        }
        return new PromptText(rendered, List.copyOf(pieces), owners(rendered, messages));
    }

    private static void addTemplateText(String text, Stretch stretch, List<Piece> pieces) {
        Matcher markers = MARKER.matcher(text).region(stretch.start(), stretch.end());
        int at = stretch.start();
        while (markers.find()) {
            if (markers.start() > at) {
                pieces.add(new Piece(at, markers.start(), PromptPart.TEMPLATE));
            }
            pieces.add(new Piece(markers.start(), markers.end(), PromptPart.MARKER));
            at = markers.end();
        }
        if (stretch.end() > at) {
            pieces.add(new Piece(at, stretch.end(), PromptPart.TEMPLATE));
        }
    }

    private static List<String> owners(RenderedPrompt rendered, JsonNode messages) {
        List<String> owners = new ArrayList<>();
        String text = rendered.text();
        String before = "";
        int stretch = 0;
        int start = 0;
        while (start <= text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            while (stretch < rendered.stretches().size() && rendered.stretches().get(stretch).end() <= start) {
                stretch++;
            }
            String owner = owner(rendered.stretches(), stretch, end, messages);
            owners.add(owner.isEmpty() || owner.equals(before) ? "" : owner.substring(owner.indexOf(' ') + 1));
            before = owner.isEmpty() ? before : owner;
            start = end + 1;
        }
        return List.copyOf(owners);
    }

    /** Whose line it is, after the message's number, so that two messages of one role are told apart. */
    private static String owner(List<Stretch> stretches, int first, int end, JsonNode messages) {
        for (int i = first; i < stretches.size() && stretches.get(i).start() < Math.max(end, 1); i++) {
            Stretch stretch = stretches.get(i);
            int message = stretch.messageIndex();
            if (message >= 0) {
                return message + " " + PromptPart.role(messages.path(message));
            }
            if (stretch.isOfTools()) {
                return "- tools";
            }
        }
        return "";
    }

    /** The prompt. */
    String text() {
        return rendered.text();
    }

    /** The parts that occur, in the order of their declaration. */
    List<PromptPart> parts() {
        return pieces.stream().map(Piece::part).distinct().sorted().toList();
    }

    /** Where the character came from, for people; null behind the text. */
    @Nullable
    String originOf(int character) {
        for (Stretch stretch : rendered.stretches()) {
            if (character >= stretch.start() && character < stretch.end()) {
                if (stretch.path() != null) {
                    return stretch.path() + (stretch.exact() ? "" : ", changed by a filter");
                }
                return stretch.item() == null ? "template text" : "template text, for " + stretch.item();
            }
        }
        return null;
    }
}
