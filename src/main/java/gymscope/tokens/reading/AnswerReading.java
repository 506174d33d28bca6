package gymscope.tokens.reading;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.reading.error.ErrorReading;
import gymscope.tokens.reading.stream.StreamDocument;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an answer of any server says, in one form.
 *
 * @param dialect the shape that it came in
 * @param traces one by choice, empty where an answer tells nothing of its tokens
 * @param error what went wrong, null when nothing did
 * @param warnings what a checker says of the answer, see {@link NormalForm}
 * @param unread places of the body that were not understood, as JSON pointers; empty for a known dialect
 * @param normalForm all of it as JSON, see {@link NormalForm}
 */
public record AnswerReading(Dialect dialect, List<TokenTrace> traces, @Nullable ErrorReading error, List<String> warnings,
        List<String> unread, ObjectNode normalForm) {

    public AnswerReading {
        traces = List.copyOf(traces);
        warnings = List.copyOf(warnings);
        unread = List.copyOf(unread);
    }

    /** Reads an answer; whatever it holds, it is read as far as it is understood. */
    public static AnswerReading of(AnswerSample sample) {
        return sample.lines() == null ? ofBody(sample) : ofStream(sample, StreamDocument.ofLines(sample.lines()));
    }

    private static AnswerReading ofBody(AnswerSample sample) {
        JsonNode body = sample.body();
        Dialect dialect = body == null ? Dialect.UNKNOWN : Dialect.of(body, sample.endpoint());
        ErrorReading error = ErrorReading.of(sample.status(), sample.headers(), body, sample.text());
        if (error != null && (dialect == Dialect.UNKNOWN || dialect == Dialect.DETOKENIZE || sample.status() >= 400)) {
            return new AnswerReading(Dialect.UNKNOWN, List.of(), error, List.of(), List.of(), NormalForm.of(error));
        }
        if (body == null) {
            Survey survey = Survey.ofNoJson(sample.text());
            return new AnswerReading(Dialect.UNKNOWN, List.of(), null, List.of(), survey.unread(), survey.toJson());
        }
        if (dialect == Dialect.UNKNOWN) {
            Survey survey = Survey.of(body);
            return new AnswerReading(dialect, List.of(), null, List.of(), survey.unread(), survey.toJson());
        }
        return read(sample, dialect, body, error, false);
    }

    private static AnswerReading ofStream(AnswerSample sample, StreamDocument stream) {
        JsonNode body = stream.document();
        JsonNode wrong = stream.error();
        if (body == null) {
            ErrorReading error = wrong == null ? null : ErrorReading.inStream(sample.status(), sample.headers(), wrong, false);
            ObjectNode form = error == null ? Survey.ofEmptyStream().toJson() : NormalForm.of(error);
            form.put("done", stream.done());
            return new AnswerReading(Dialect.UNKNOWN, List.of(), error, List.of(), List.of(), form);
        }
        Dialect dialect = Dialect.of(body, sample.endpoint());
        Draft first = draft(dialect, body, 0);
        ErrorReading error = wrong == null
                ? null
                : ErrorReading.inStream(sample.status(), sample.headers(), wrong, hasProduced(first));
        AnswerReading reading = read(sample, dialect, body, error, true);
        List<String> warnings = new ArrayList<>(reading.warnings);
        boolean truncated = first.finishReason == null && error == null;
        // The last event of a stream that was cut off is a part of one.
        if (stream.malformed() > (truncated ? 1 : 0)) {
            warnings.add(Warnings.MALFORMED);
        }
        if (truncated) {
            warnings.add(Warnings.TRUNCATED);
        } else if (!stream.done() && error == null) {
            warnings.add(Warnings.NOT_ENDED);
        }
        reading.normalForm.put("done", stream.done());
        NormalForm.putWarnings(reading.normalForm, warnings);
        return new AnswerReading(dialect, reading.traces, error, warnings, List.of(), reading.normalForm);
    }

    private static AnswerReading read(AnswerSample sample, Dialect dialect, JsonNode body, @Nullable ErrorReading error,
            boolean streamed) {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < choices(dialect, body); i++) {
            Draft draft = draft(dialect, body, i);
            if (streamed && draft.text != null && draft.text.isEmpty() && dialect == Dialect.CHAT) {
                // Chat streams begin with an empty piece, whether or not the answer has text.
                draft.text = null;
            }
            Warnings.add(draft, sample.request());
            drafts.add(draft);
        }
        Draft first = drafts.getFirst();
        ObjectNode form = NormalForm.of(dialect, first);
        if (error != null) {
            form.set("error", error.toJson());
        }
        if (drafts.size() > 1) {
            ArrayNode choices = form.putArray("choices");
            drafts.forEach(draft -> choices.add(NormalForm.of(dialect, draft)));
        }
        return new AnswerReading(dialect, drafts.stream().map(Draft::trace).toList(), error, List.copyOf(first.warnings),
                List.of(),
                form);
    }

    /** How many answers a body holds, at least one. */
    static int choices(Dialect dialect, JsonNode body) {
        return Math.max(1, Set.of(Dialect.CHAT, Dialect.COMPLETIONS, Dialect.VLLM_GENERATE).contains(dialect)
                ? Json.elements(body, "choices").size()
                : body.isArray() && dialect != Dialect.TOKENIZE ? body.size() : 1);
    }

    /** Reads one choice. */
    static Draft draft(Dialect dialect, JsonNode body, int choice) {
        Draft draft = new Draft();
        JsonNode answer = body.isArray() && dialect != Dialect.TOKENIZE ? body.path(choice) : body;
        switch (dialect) {
            case CHAT, COMPLETIONS, VLLM_GENERATE -> ChoiceReader.read(answer, choice, draft);
            case RESPONSES -> ResponsesReader.read(answer, draft);
            case MESSAGES -> MessagesReader.read(answer, draft);
            case SGLANG_GENERATE -> SglangReader.read(answer, draft);
            case LLAMA_CPP_COMPLETION -> LlamaCppReader.read(answer, draft);
            case OLLAMA -> OllamaReader.read(answer, draft);
            case TGI_GENERATE -> TgiReader.read(answer, draft);
            case TOKENIZE -> TokenizerReader.tokens(answer, draft);
            case DETOKENIZE -> TokenizerReader.text(answer, draft);
            case UNKNOWN -> {
                // Nothing to read: the survey tells what was recognised.
            }
        }
        return draft;
    }

    private static boolean hasProduced(Draft draft) {
        return (draft.text != null && !draft.text.isEmpty()) || draft.reasoning != null || !draft.toolCalls.isEmpty()
                || (draft.tokenIds != null && !draft.tokenIds.isEmpty());
    }
}
