package gymscope.ui.traffic;

import gymscope.tokens.TraceToken;
import gymscope.ui.controls.Figures;
import gymscope.ui.shell.Inspection;
import gymscope.ui.traffic.TextDiff.Line;
import gymscope.ui.traffic.TextDiff.Piece;
import gymscope.ui.traffic.TextDiff.Row;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import gymscope.workspace.history.HistoryReader;
import gymscope.workspace.history.HistoryReader.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer, and one to compare it with.
 *
 * @param second null when there is none
 */
record Comparison(Answer first, @Nullable Answer second) {

    private static final int TOKEN_WIDTH = 22;

    /** What of the two is compared. */
    enum Aspect {
        TEXT("Text"), TOKENS("Tokens"), JSON("JSON"), HEADERS("Headers");

        private final String words;

        Aspect(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * Reads the first two of these exchanges; one alone with what repeats it, or what it repeats. Null when they are gone.
     *
     * @throws InterruptedException when the history is being closed
     */
    static @Nullable Comparison read(HistoryReader history, List<Long> wanted) throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (long id : wanted.stream().sorted().limit(2).toList()) {
            history.load(id).map(Answer::of).ifPresent(answers::add);
        }
        if (answers.isEmpty()) {
            return null;
        }
        Answer one = answers.getFirst();
        if (answers.size() > 1) {
            return new Comparison(one, answers.get(1));
        }
        if (one.replayOf() != null) {
            return history.load(one.replayOf()).map(kept -> new Comparison(Answer.of(kept), one))
                    .orElseGet(() -> new Comparison(one, null));
        }
        Kept replay = history.latestReplayOf(Objects.requireNonNull(one.id())).orElse(null);
        return new Comparison(one, replay == null ? null : Answer.of(replay));
    }

    /** What the inspector shows of it. */
    Inspection toInspection() {
        List<Answer> answers = second == null ? List.of(first) : List.of(first, second);
        return new Inspection("", answers.stream().map(Answer::exchange).toList(), 0,
                answers.stream().map(Answer::upstream).toList());
    }

    /** Whether the second repeats the first. */
    boolean isReplay() {
        return second != null && second.replayOf() != null && second.replayOf().equals(first.id());
    }

    /** Title of each side and of the pane. */
    String title() {
        return second == null ? "Exchange" : isReplay() ? "Replay" : "Compare";
    }

    String firstTitle() {
        return second == null ? "Answer" : isReplay() ? "Original" : "A";
    }

    String secondTitle() {
        return isReplay() ? "Replay" : "B";
    }

    /** The comparison in words: how the requests and how the answers differ. */
    String sentence() {
        if (second == null) {
            return "";
        }
        String temperature = temperature(first.exchange());
        String asked = sameRequest() ? "same request" : "the requests differ";
        String words = asked + (temperature.isEmpty() ? "" : ", temperature " + temperature) + ": " + outcome();
        int at = firstDifferentToken();
        return at < 0 ? words : words + ", first different token at " + at;
    }

    /** The position of the first token that differs, −1 when none does or tokens are not known on both sides. */
    int firstDifferentToken() {
        if (second == null) {
            return -1;
        }
        List<TraceToken> ours = first.reading().trace().tokens();
        List<TraceToken> theirs = second.reading().trace().tokens();
        if (ours.isEmpty() || theirs.isEmpty()) {
            return -1;
        }
        int both = Math.min(ours.size(), theirs.size());
        for (int i = 0; i < both; i++) {
            if (!ours.get(i).text().equals(theirs.get(i).text())) {
                return i;
            }
        }
        return ours.size() == theirs.size() ? -1 : both;
    }

    /** The rows that show one aspect side by side; empty when there is nothing to show. */
    List<Row> rows(Aspect aspect) {
        return switch (aspect) {
            case TEXT -> diff(first.text(), second == null ? null : second.text());
            case JSON -> diff(first.json(), second == null ? null : second.json());
            case HEADERS -> diff(first.headers(), second == null ? null : second.headers());
            case TOKENS -> tokens();
        };
    }

    private static List<Row> diff(String left, @Nullable String right) {
        if (right != null) {
            return TextDiff.of(left, right);
        }
        return TextDiff.of(left, left).stream().map(row -> new Row(row.left(), null)).toList();
    }

    private List<Row> tokens() {
        List<TraceToken> ours = first.reading().trace().tokens();
        List<TraceToken> theirs = second == null ? List.of() : second.reading().trace().tokens();
        if (ours.isEmpty() || (second != null && theirs.isEmpty())) {
            return List.of();
        }
        int parted = firstDifferentToken();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
            TraceToken our = i < ours.size() ? ours.get(i) : null;
            TraceToken their = i < theirs.size() ? theirs.get(i) : null;
            boolean changed = parted >= 0 && i >= parted;
            Double gap = changed || our == null || their == null || our.logprob() == null || their.logprob() == null
                    ? null
                    : Double.valueOf(their.logprob() - our.logprob());
            rows.add(new Row(our == null ? null : line(our, changed, null), their == null ? null : line(their, changed, gap)));
        }
        return rows;
    }

    /** The token, its log probability, and how far that is from the other side's. */
    private static Line line(TraceToken token, boolean changed, @Nullable Double gap) {
        String shown = token.text().replace(' ', '␣').replace("\n", "↵").replace("\t", "→");
        String padding = " ".repeat(Math.max(1, TOKEN_WIDTH - shown.length()));
        String figure = token.logprob() == null ? Figures.UNKNOWN : Figures.decimal(token.logprob(), 3);
        String difference = gap == null ? "" : "   " + (gap >= 0 ? "+" : "") + Figures.decimal(gap, 3);
        return new Line(token.position(),
                List.of(new Piece(shown, changed), new Piece(padding + " ".repeat(Math.max(0, 8 - figure.length())) + figure
                        + difference, false)),
                changed);
    }

    private boolean sameRequest() {
        return second != null && withoutModel(first.exchange()).equals(withoutModel(second.exchange()));
    }

    private static String withoutModel(Exchange exchange) {
        JsonNode body = exchange.request();
        return body instanceof ObjectNode object ? Json.write(object.deepCopy().without("model")) : exchange.requestBody();
    }

    private static String temperature(Exchange exchange) {
        JsonNode body = exchange.request();
        Double value = body == null ? null : Json.number(body, "temperature");
        return value == null ? "" : Figures.decimal(value, 1);
    }

    private String outcome() {
        if (second == null) {
            return "";
        }
        if (first.exchange().problem() != null || second.exchange().problem() != null) {
            return first.exchange().status() == second.exchange().status() ? "both failed" : "one failed";
        }
        List<String> ours = first.reading().calls().stream().map(ToolCall::name).toList();
        List<String> theirs = second.reading().calls().stream().map(ToolCall::name).toList();
        if (!ours.equals(theirs)) {
            return ours.isEmpty() || theirs.isEmpty() ? "a tool call on one side only" : "another tool";
        }
        return first.text().equals(second.text()) ? "same answer" : "another text";
    }
}
