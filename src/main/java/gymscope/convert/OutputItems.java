package gymscope.convert;

import gymscope.wire.Json;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Output items of a Response, with every member that NeMo Gym writes. */
public final class OutputItems {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 16;

    private OutputItems() {
    }

    /** A fresh id: the prefix, {@code _} and 32 hexadecimal digits. */
    public static String id(String prefix) {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        return prefix + "_" + HexFormat.of().formatHex(bytes);
    }

    /** A reasoning item; the thinking stands in its summary, where NeMo Gym reads it. */
    public static ObjectNode reasoning(List<String> summaries) {
        ObjectNode item = Json.object().put("id", id("rs"));
        ArrayNode summary = item.putArray("summary");
        summaries.forEach(text -> summary.addObject().put("text", text).put("type", "summary_text"));
        return item.put("type", "reasoning").putNull("encrypted_content").putNull("content");
    }

    /** A message of the assistant with one text. */
    public static ObjectNode message(String text) {
        ObjectNode item = Json.object().put("id", id("msg"));
        item.putArray("content").add(outputText(text));
        return item.put("role", "assistant").put("status", "completed").put("type", "message");
    }

    /** The text part of a message. */
    public static ObjectNode outputText(String text) {
        ObjectNode part = Json.object();
        part.putArray("annotations");
        return part.put("text", text).put("type", "output_text").putNull("logprobs");
    }

    /** A function call; its id is the call's. */
    public static ObjectNode functionCall(String callId, String name, String arguments) {
        return Json.object().put("arguments", arguments).put("call_id", callId).put("name", name).put("type", "function_call")
                .put("id", callId).put("status", "completed");
    }
}
