package gymscope.cli;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceJson;
import gymscope.tokens.reading.AnswerReading;
import gymscope.tokens.reading.AnswerSample;
import gymscope.tokens.reading.Dialect;
import gymscope.tokens.reading.TraceReader;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the traces in a file: an answer of any server as JSON or as an event stream, an exchange ({@code request} and
 * {@code response}, or {@code body} or {@code sse}), a trace that {@code tokens show --json} or the window wrote, a report of
 * {@code verify}, or JSON lines of these or of rollouts.
 */
final class SavedTraces {

    private static final int MOST_SHOWN = 12;

    private final List<Named> found = new ArrayList<>();
    private int documents;
    /** What the first body in no known dialect is made of, null while there is none. */
    private @Nullable String unknown;

    private SavedTraces() {
    }

    /**
     * A trace and where it was found.
     *
     * @param source the file, the line and the item, as far as there are several
     * @param document which document of the file, from 0: the turns of one rollout share it
     * @param warnings what a checker says of the answer, in the words of the normalised form
     */
    record Named(String source, int document, TokenTrace trace, List<String> warnings) {}

    /**
     * Reads a file; {@code -} is standard input.
     *
     * @throws Fault when it can't be read, a line is not JSON, or nothing in it tells of tokens
     */
    static List<Named> read(String file) {
        SavedTraces traces = new SavedTraces();
        traces.addFile(file, text(file));
        if (traces.found.isEmpty() && traces.unknown != null) {
            throw new Fault("%s: %s".formatted(file, traces.unknown),
                    "Give an answer of Chat Completions, Completions or Responses, or of a server's own endpoint, as it came.");
        }
        if (traces.found.isEmpty()) {
            throw new Fault("%s tells nothing of its tokens.".formatted(file),
                    "Ask for logprobs: true, or return_token_ids: true, when the answer is made.");
        }
        return traces.found;
    }

    private void addFile(String file, String text) {
        AnswerSample sample = AnswerSample.ofText(text);
        JsonNode whole = sample.lines() == null ? Json.parseOrNull(text) : null;
        if (sample.lines() != null) {
            addSample(file, sample);
        } else if (whole != null) {
            addDocument(file, whole);
        } else {
            addLines(file, text);
        }
    }

    private void addLines(String file, String text) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                addDocument(file + ":" + number, parsed(line, file, number));
                documents++;
            }
        }
    }

    private void addDocument(String source, JsonNode document) {
        if (document.path("trace").isObject()) {
            String told = Json.text(document, "source");
            add(told == null ? source : source + " " + told, TraceJson.read(document.path("trace")));
        } else if (TraceJson.isTrace(document)) {
            add(source, TraceJson.read(document));
        } else if (document instanceof ObjectNode one && (one.has("sse") || (one.has("body") && one.has("status")))) {
            addSample(source, AnswerSample.ofCase(one));
        } else if (document instanceof ObjectNode one && one.path("response").isString()) {
            addSample(source, AnswerSample.ofCase(one));
        } else if (document.path("response").isObject()) {
            addAnswer(source, document.path("response"));
        } else if (document.path("checks").isArray()) {
            addReport(source, document);
        } else if (document.isArray()) {
            addElements(source, document);
        } else {
            addAnswer(source, document);
        }
    }

    /** Items of Responses one by one, since each with ids stands for a turn; other answers by choice. */
    private void addAnswer(String source, JsonNode answer) {
        List<JsonNode> items = Json.elements(answer, "output");
        for (int i = 0; i < items.size(); i++) {
            add("%s item %d %s".formatted(source, i, Json.text(items.get(i), "type")), TraceReader.ofItem(items.get(i)));
        }
        if (items.isEmpty()) {
            addSample(source, AnswerSample.ofDocument(answer));
        }
    }

    private void addSample(String source, AnswerSample sample) {
        AnswerReading reading = AnswerReading.of(sample);
        List<TokenTrace> traces = reading.traces();
        if (unknown == null && reading.dialect() == Dialect.UNKNOWN && reading.error() == null) {
            unknown = sentence(reading.normalForm());
        }
        for (int i = 0; i < traces.size(); i++) {
            add(traces.size() == 1 ? source : source + " choice " + i, traces.get(i), reading.warnings());
        }
    }

    private static String sentence(JsonNode survey) {
        String recognised = survey.path("recognised").properties().stream()
                .map(member -> "%s (%s)".formatted(member.getKey(), member.getValue().asString()))
                .collect(Collectors.joining(", "));
        String others = Json.elements(survey, "unrecognised").stream().limit(MOST_SHOWN).map(pointer -> pointer.asString())
                .filter(pointer -> !pointer.isEmpty()).collect(Collectors.joining(", "));
        return survey.path("sentence").asString() + (recognised.isEmpty() ? "" : " Recognised: " + recognised + ".")
                + (others.isEmpty() ? "" : " Not recognised: " + others + ".");
    }

    private void addReport(String source, JsonNode report) {
        for (JsonNode check : report.path("checks")) {
            List<JsonNode> exchanges = Json.elements(check, "exchanges");
            for (int i = 0; i < exchanges.size(); i++) {
                addDocument("%s %s exchange %d".formatted(source, Json.text(check, "id"), i), exchanges.get(i));
                documents++;
            }
        }
    }

    /** A list of exchanges or answers; SGLang answers a batch in this form too. */
    private void addElements(String source, JsonNode document) {
        for (int i = 0; i < document.size(); i++) {
            addDocument(document.size() == 1 ? source : source + " element " + i, document.path(i));
            documents++;
        }
    }

    private void add(String source, TokenTrace trace) {
        add(source, trace, List.of());
    }

    private void add(String source, TokenTrace trace, List<String> warnings) {
        if (!trace.isEmpty()) {
            found.add(new Named(source, documents, trace, warnings));
        }
    }

    private static JsonNode parsed(String line, String file, int number) {
        try {
            return Json.parse(line);
        } catch (Fault problem) {
            throw new Fault("%s, line %d is not JSON.".formatted(file, number), "Mend or remove the line.", problem);
        }
    }

    /** A file's text; {@code -} is standard input. */
    static String text(String file) {
        try {
            return file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
        } catch (NoSuchFileException missing) {
            throw new Fault("There is no file %s.".formatted(file), "Name a saved answer, an exchange or a rollouts file.",
                    missing);
        } catch (IOException problem) {
            throw new Fault("%s can't be read: %s.".formatted(file, words(problem)), "Name a text file that you may read.",
                    problem);
        }
    }

    private static String words(IOException problem) {
        return problem instanceof CharacterCodingException ? "it is not UTF-8" : Fault.sentenceOf(problem);
    }
}
