package gymscope.ui.chat;

import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A shop's conversation for the pictures: an answer, a tool call after some thinking, and an answer to its result. */
final class SampleAnswers {

    private static final Pattern TOKENS = Pattern.compile("\\s?[A-Za-z]+|\\s?\\d|\\n|\\s?[^\\sA-Za-z\\d]");

    private SampleAnswers() {
    }

    static MockResponse answer(JsonNode request) {
        List<JsonNode> messages = Json.elements(request, "messages");
        String last = String.valueOf(Json.text(messages.getLast(), "content"));
        if (last.equals("fail")) {
            return FakeEndpoint.error(400, "This model's maximum context length is 1024 tokens.");
        }
        if (last.startsWith("{")) {
            return stream(
                    "The order was delivered nine days ago, so the 30-day window is still open. Refund is the item price, and"
                            + " the restocking fee does not apply to damage.",
                    "Yes, you can. Order A-2291 was delivered 9 days ago, so it is inside the 30-day return window.\n\nYou get 48.60 €"
                            + " back: the restocking fee is waived for damaged items. I have not issued it yet.");
        }
        if (last.startsWith("Order")) {
            return call();
        }
        return stream("",
                "Yes, within 30 days of delivery. An opened box is charged a restocking fee of 3.40 €; a damaged one is not.");
    }

    /** An answer with its tokens. */
    static MockResponse answer(String thought, String text) {
        return stream(thought, text);
    }

    private static MockResponse stream(String thought, String text) {
        List<ObjectNode> chunks = new ArrayList<>();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(text.length());
        pieces(thought).forEach(piece -> chunks.add(said("reasoning_content", piece, random)));
        pieces(text).forEach(piece -> chunks.add(said("content", piece, random)));
        chunks.addAll(FakeEndpoint.end("stop", pieces(thought).size() + pieces(text).size()));
        return FakeEndpoint.stream(chunks);
    }

    private static MockResponse call() {
        List<ObjectNode> chunks = new ArrayList<>();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        pieces("I need the order before I can say anything about a refund: when it was delivered, what it cost, and if the fee applies.")
                .forEach(piece -> chunks.add(said("reasoning_content", piece, random)));
        for (ObjectNode chunk : FakeEndpoint.weatherCall()) {
            chunks.add(Json.parseObject(Json.write(chunk).replace("get_weather", "get_order").replace("city", "order_id")
                    .replace("Oslo", "A-2291")));
        }
        return FakeEndpoint.stream(chunks);
    }

    private static List<String> pieces(String text) {
        return TOKENS.matcher(text).results().map(MatchResult::group).toList();
    }

    private static ObjectNode said(String member, String token, RandomGenerator random) {
        return FakeEndpoint.said(member, token, -Math.pow(random.nextDouble(), 3) * 4, 10);
    }
}
