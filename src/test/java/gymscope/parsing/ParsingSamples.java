package gymscope.parsing;

import gymscope.parsing.Parsers.Kind;
import gymscope.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sample texts of all formats: the files of {@code parsing/samples}, one JSON object a line. Its member {@code "formats"} lists
 * {@code tool/NAME}, {@code reasoning/NAME} or {@code unified/NAME}; the others are the text, the members of a request, and why a
 * stream's result is not the whole text's, where it is not. The texts of the parsing benchmark are samples too.
 *
 * @param format its format
 * @param text a model's answer
 * @param request what it answers
 * @param differs why its stream differs, null when it must not
 */
record ParsingSamples(AnswerFormat format, String text, ParseRequest request, @Nullable String differs) {

    private static final List<String> FILES = List.of("engine", "json", "python", "markup", "reasoning");

    /** All samples whose formats are registered. */
    static List<ParsingSamples> all() {
        List<ParsingSamples> samples = new ArrayList<>();
        for (String file : FILES) {
            read("/parsing/samples/" + file + ".jsonl").lines().filter(line -> !line.isBlank())
                    .forEach(line -> addAll(Json.parseObject(line), samples));
        }
        read("/parsing-texts.jsonl").lines().map(Json::parseObject).forEach(line -> addAll(joined(line), samples));
        return samples;
    }

    private static void addAll(ObjectNode line, List<ParsingSamples> samples) {
        for (JsonNode name : line.path("formats")) {
            AnswerFormat format = find(name.asString());
            if (format != null) {
                samples.add(new ParsingSamples(format, line.path("text").asString(), ParseRequest.of(line),
                        Json.text(line, "differs")));
            }
        }
    }

    /** The format of a name with its kind; null when it is not registered. */
    private static @Nullable AnswerFormat find(String name) {
        String[] parts = name.split("/", 2);
        String[] pair = parts[1].split("\\+", 2);
        AnswerFormat format = Parsers.find(Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1]);
        boolean isPair = format == null && pair.length == 2 && Parsers.find(Kind.REASONING, pair[0]) != null
                && Parsers.find(Kind.TOOL, pair[1]) != null;
        return isPair ? Parsers.unified(parts[1]) : format;
    }

    /** A text of the benchmark, shorter. */
    private static ObjectNode joined(ObjectNode line) {
        return line.put("text",
                line.path("before").asString() + line.path("repeat").asString().repeat(2) + line.path("after").asString());
    }

    private static String read(String file) {
        try (InputStream stream = ParsingSamples.class.getResourceAsStream(file)) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        }
    }

    @Override
    public String toString() {
        return format.name() + ": " + text.substring(0, Math.min(40, text.length())).replace('\n', ' ');
    }
}
