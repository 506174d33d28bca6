package gymscope.ui.chat.conversation;

import gymscope.tokens.TraceToken;
import gymscope.tokens.reading.TraceReader;
import gymscope.wire.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tokens that a piece of a stream tells of, whichever of the dialects it is in. */
final class PieceTokens {

    private PieceTokens() {
    }

    /** The tokens of a choice's {@code logprobs} and {@code token_ids}. */
    static List<TraceToken> of(JsonNode choice) {
        ObjectNode piece = Json.object();
        ObjectNode part = piece.putArray("choices").addObject().put("index", 0);
        part.putObject("message");
        for (String member : List.of("logprobs", "token_ids")) {
            if (choice.has(member)) {
                part.set(member, choice.get(member));
            }
        }
        return TraceReader.ofChat(piece, 0).tokens();
    }
}
