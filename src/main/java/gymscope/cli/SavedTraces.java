package gymscope.cli;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.reading.TraceReader;
import gymscope.wire.Exchange;
import gymscope.wire.Exchange.Timing;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.ServerSentEvent;
import gymscope.wire.SseDecoder;
import gymscope.wire.StreamEvent;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Finds the traces in a file: an answer as JSON or as an event stream, an exchange, or JSON lines of these or of rollouts. */
final class SavedTraces {

    private static final Pattern EVENT_STREAM = Pattern.compile("\\A\\s*(data|event|:)[: ]", Pattern.DOTALL);

    private SavedTraces() {
    }

    /**
     * A trace and where it was found.
     *
     * @param source the file, the line and the item, as far as there are several
     */
    record Named(String source, TokenTrace trace) {}

    /**
     * Reads a file; {@code -} is standard input.
     *
     * @throws Fault when it can't be read or a line is not JSON
     */
    static List<Named> read(String file) {
        String text = text(file);
        List<Named> found = new ArrayList<>();
        if (EVENT_STREAM.matcher(text).find()) {
            add(found, file, TraceReader.of(streamed(text)));
            return found;
        }
        JsonNode whole = Json.parseOrNull(text);
        if (whole != null) {
            addDocument(found, file, whole);
            return found;
        }
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                addDocument(found, file + ":" + number, parsed(line, file, number));
            }
        }
        return found;
    }

    private static void addDocument(List<Named> found, String source, JsonNode document) {
        JsonNode response = document.get("response");
        if (response != null && response.isString()) {
            add(found, source, TraceReader.of(streamed(response.asString())));
            return;
        }
        JsonNode answer = response != null && response.isObject() ? response : document;
        List<JsonNode> items = Json.elements(answer, "output");
        for (int i = 0; i < items.size(); i++) {
            add(found, "%s item %d %s".formatted(source, i, Json.text(items.get(i), "type")), TraceReader.ofItem(items.get(i)));
        }
        List<JsonNode> choices = Json.elements(answer, "choices");
        for (int i = 0; i < choices.size(); i++) {
            add(found, choices.size() == 1 ? source : source + " choice " + i, TraceReader.ofAnswer(answer, i));
        }
        if (document.isArray()) {
            document.forEach(element -> addDocument(found, source, element));
        }
    }

    private static void add(List<Named> found, String source, TokenTrace trace) {
        if (!trace.isEmpty()) {
            found.add(new Named(source, trace));
        }
    }

    private static JsonNode parsed(String line, String file, int number) {
        try {
            return Json.parse(line);
        } catch (Fault problem) {
            throw new Fault("%s, line %d is not JSON.".formatted(file, number), "Mend or remove the line.", problem);
        }
    }

    /** A saved stream as an exchange; when its events arrived was not saved. */
    private static Exchange streamed(String text) {
        SseDecoder decoder = new SseDecoder();
        List<ServerSentEvent> events = new ArrayList<>(decoder.push(text));
        events.addAll(decoder.finish());
        return new Exchange(0, "", "", "", Map.of(), "", 200, Map.of(), text,
                events.stream().map(event -> new StreamEvent(Duration.ZERO, event)).toList(), Instant.EPOCH,
                new Timing(null, null, Duration.ZERO), null);
    }

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
