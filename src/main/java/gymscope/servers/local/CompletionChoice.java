package gymscope.servers.local;

import gymscope.servers.local.answer.AnswerStream;
import gymscope.servers.local.answer.AnswerStream.Piece;
import gymscope.servers.local.answer.LegacyLogprobs;
import gymscope.servers.local.answer.TokenForms;
import gymscope.servers.local.request.CompletionRequest;
import gymscope.servers.local.request.ServedModel;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** One choice of a completion, whole or in pieces. */
final class CompletionChoice {

    private final ServedModel model;
    private final CompletionRequest request;
    private final int index;
    private final int[] prompt;
    private final AnswerStream answer;
    private final TokenForms forms;
    private final String echoed;
    private boolean begun;

    CompletionChoice(ServedModel model, CompletionRequest request, int index, int[] prompt, AnswerStream answer) {
        this.model = model;
        this.request = request;
        this.index = index;
        this.prompt = prompt;
        this.answer = answer;
        this.forms = new TokenForms(model.tokenizer(), request.parameters().tokensAsIds());
        this.echoed = request.echo() ? model.tokenizer().decode(prompt) : "";
    }

    /** The whole choice; waits for its end. */
    ObjectNode whole() throws InterruptedException {
        String text = answer.readAll();
        ObjectNode choice = Json.object().put("index", index).put("text", echoed + text);
        choice.set("logprobs", logprobs(allPieces(), true));
        putEnd(choice);
        boolean ids = request.parameters().returnTokenIds();
        choice.set("token_ids", ids ? TokenForms.ids(answer.tokens()) : NullNode.getInstance());
        choice.set("prompt_token_ids", ids ? TokenForms.ids(prompt) : NullNode.getInstance());
        choice.set("prompt_logprobs", promptLogprobs());
        return choice;
    }

    /** A token's chunk; the first one carries the echo and the prompt's ids. */
    ObjectNode piece(Piece piece) {
        ObjectNode choice = beginning(piece.text());
        boolean first = !begun;
        choice.set("logprobs", logprobs(List.of(piece), first));
        begun = true;
        choice.putNull("finish_reason").putNull("stop_reason");
        if (request.parameters().returnTokenIds()) {
            choice.set("token_ids", TokenForms.ids(List.of(piece.token())));
            if (first) {
                choice.set("prompt_token_ids", TokenForms.ids(prompt));
            }
        }
        return choice;
    }

    /** The last chunk. */
    ObjectNode last() {
        ObjectNode choice = beginning(answer.end().tail());
        choice.set("logprobs", begun ? NullNode.getInstance() : logprobs(List.of(), true));
        begun = true;
        putEnd(choice);
        return choice;
    }

    private ObjectNode beginning(String text) {
        return Json.object().put("index", index).put("text", begun ? text : echoed + text);
    }

    private void putEnd(ObjectNode choice) {
        choice.put("finish_reason", answer.end().finishReason());
        @Nullable
        JsonNode reason = answer.end().stopReason();
        choice.set("stop_reason", reason == null ? NullNode.getInstance() : reason);
    }

    private JsonNode promptLogprobs() {
        return request.parameters().promptLogprobs() < 0
                ? NullNode.getInstance()
                : new TokenForms(model.tokenizer(), false).promptScores(answer.promptScores());
    }

    /** The tokens of an answer that has ended. */
    private List<Piece> allPieces() {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < answer.tokens().size(); i++) {
            pieces.add(new Piece(answer.tokens().get(i), "", answer.offset(i)));
        }
        return pieces;
    }

    private JsonNode logprobs(List<Piece> pieces, boolean withEcho) {
        if (request.logprobs() < 0) {
            return NullNode.getInstance();
        }
        LegacyLogprobs logprobs = new LegacyLogprobs(forms);
        if (withEcho && request.echo()) {
            logprobs.addPrompt(prompt, answer.promptScores());
        }
        int before = echoed.codePointCount(0, echoed.length());
        pieces.forEach(piece -> logprobs.add(piece.token(), before + piece.offset()));
        return logprobs.toJson();
    }
}
