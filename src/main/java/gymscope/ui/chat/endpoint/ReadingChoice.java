package gymscope.ui.chat.endpoint;

import gymscope.config.ServerInstance;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Parsers;
import gymscope.parsing.Parsers.Kind;
import gymscope.parsing.fit.ParserFit;
import gymscope.parsing.fit.ParserRanking;
import gymscope.servers.commandline.ParserAdvice;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the parsers that fit an endpoint's raw text. Runs parsers, so not for the UI thread. */
public final class ReadingChoice {

    private static final String THOUGHT_END = "</think>";

    /**
     * An answer that the endpoint's own parsers read.
     *
     * @param text its raw text, as far as its tokens tell it
     * @param thinks whether it has reasoning
     * @param calls what the endpoint found
     */
    public record Seen(String text, boolean thinks, List<ToolCall> calls) {

        public Seen {
            calls = List.copyOf(calls);
        }
    }

    private ReadingChoice() {
    }

    /**
     * By what the server is or was started with; by the format in which the conversation's answers came; by the model's
     * name.
     *
     * @param server the server of this application behind the endpoint, null for none
     * @param seen the conversation's answers, the last one first
     */
    public static RawReading of(@Nullable ServerInstance server, @Nullable String model, List<Seen> seen, ParseRequest request) {
        RawReading own = server == null ? null : ofServer(server);
        if (own != null) {
            return own;
        }
        Optional<ParserAdvice> advice = model == null ? Optional.empty() : ParserAdvice.forModel(model);
        String reasoning = advice.map(ParserAdvice::reasoningParser).filter(ReadingChoice::isReasoning).orElse(null);
        for (Seen answer : seen) {
            RawReading found = ofAnswer(answer, reasoning, request);
            if (found != null) {
                return found;
            }
        }
        return advice.filter(known -> Parsers.find(Kind.TOOL, known.toolParser()) != null)
                .map(known -> new RawReading(known.toolParser(), reasoning, "by the model's name, %s".formatted(model), false))
                .orElse(RawReading.UNTOLD);
    }

    /**
     * Another reading of a text in which the first one finds no call, where one finds calls of the request's tools and
     * leaves nothing over; else the first one.
     */
    public static RawReading better(RawReading first, String text, ParseRequest request) {
        if (first.certain() || request.tools().isEmpty() || request.forbidsCalls()) {
            return first;
        }
        ParserFit best = ParserRanking.of(afterThought(text), request).best();
        boolean fits = best != null && best.knownNames() == best.calls() && best.validArguments() == best.calls()
                && !best.leavesMarkup();
        return best == null || !fits ? first : first.withTool(best.name(), "which finds calls in this text");
    }

    private static @Nullable RawReading ofServer(ServerInstance server) {
        if (server.implementation().equals("local_model")) {
            return new RawReading(RawReading.UNTOLD.tool(), null, "as the local model itself does", true);
        }
        CommandFlags command = CommandFlags.of(server);
        String tool = command.value(CommandFlags.TOOL_PARSER);
        String reasoning = command.value(CommandFlags.REASONING_PARSER);
        return tool == null || Parsers.find(Kind.TOOL, tool) == null
                ? null
                : new RawReading(tool, reasoning != null && isReasoning(reasoning) ? reasoning : null,
                        "as the server's command line has it", true);
    }

    /** The first parser of which the calls are those that the endpoint found. */
    private static @Nullable RawReading ofAnswer(Seen answer, @Nullable String reasoning, ParseRequest request) {
        if (answer.calls().isEmpty()) {
            return null;
        }
        ParserRanking ranking = ParserRanking.of(afterThought(answer.text()), request);
        ParserFit same = ranking.fits().stream().filter(fit -> isSame(fit.answer(), answer.calls())).findFirst().orElse(null);
        if (same == null) {
            return null;
        }
        List<String> split = answer.thinks() ? ParserRanking.of(answer.text(), request).reasonings() : List.of();
        return new RawReading(same.name(), split.isEmpty() ? reasoning : split.getFirst(),
                "which finds in this conversation's answers what the endpoint found", false);
    }

    private static boolean isSame(@Nullable ParsedAnswer read, List<ToolCall> found) {
        if (read == null || read.toolCalls().size() != found.size()) {
            return false;
        }
        for (int i = 0; i < found.size(); i++) {
            ToolCall one = read.toolCalls().get(i);
            ToolCall other = found.get(i);
            boolean same = Objects.equals(Json.parseOrNull(one.arguments()), Json.parseOrNull(other.arguments()));
            if (!one.name().equals(other.name()) || !same) {
                return false;
            }
        }
        return true;
    }

    private static String afterThought(String text) {
        int end = text.lastIndexOf(THOUGHT_END);
        return end < 0 ? text : text.substring(end + THOUGHT_END.length());
    }

    private static boolean isReasoning(String name) {
        return Parsers.find(Kind.REASONING, name) != null;
    }
}
