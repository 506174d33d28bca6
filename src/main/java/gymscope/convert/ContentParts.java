package gymscope.convert;

import gymscope.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Content of messages: a string, or parts whose types have other names in the two dialects. */
final class ContentParts {

    private ContentParts() {
    }

    /** A user's, system's or developer's content as Chat Completions writes it. */
    static JsonNode toChat(JsonNode content) {
        if (!content.isArray()) {
            return content;
        }
        ArrayNode parts = Json.array();
        content.forEach(part -> parts.add(toChatPart(part)));
        return parts;
    }

    /** The texts of all parts, joined; of a string itself. Parts without a text count for nothing. */
    static String text(@Nullable JsonNode content) {
        if (content == null || !content.isArray()) {
            return content == null || content.isNull() ? "" : content.asString();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            String piece = Json.text(part, "text");
            text.append(piece == null ? "" : piece);
        }
        return text.toString();
    }

    /** What a tool gave back, as the content of a tool message. */
    static JsonNode toolOutput(JsonNode output, String callId) {
        if (!output.isArray()) {
            return output;
        }
        List<String> others = Json.array().addAll((ArrayNode) output).valueStream()
                .map(part -> String.valueOf(Json.text(part, "type"))).filter(type -> !type.equals("input_text")).distinct()
                .sorted()
                .map(type -> "'" + type + "'").toList();
        if (!others.isEmpty()) {
            throw ConversionFault
                    .unsupported("Cannot convert Responses function_call_output for call '%s' to a Chat Completions tool"
                            .formatted(callId)
                            + " message: Chat tool messages cannot represent content part type(s) " + String.join(", ", others)
                            + ".");
        }
        return toChat(output);
    }

    private static ObjectNode toChatPart(JsonNode part) {
        String type = Json.text(part, "type");
        return switch (type) {
            case "input_text" -> Json.object().put("type", "text").put("text", String.valueOf(Json.text(part, "text")));
            case "input_image" -> {
                ObjectNode image = Json.object().put("type", "image_url");
                String detail = Json.text(part, "detail");
                image.putObject("image_url").put("url", url(part, "image_url", type)).put("detail",
                        detail == null ? "auto" : detail);
                yield image;
            }
            case "input_video" -> {
                ObjectNode video = Json.object().put("type", "video_url");
                video.putObject("video_url").put("url", url(part, part.has("video_url") ? "video_url" : "video", type));
                yield video;
            }
            case null, default -> throw ConversionFault.unsupported("Unsupported part param type: " + type + ".");
        };
    }

    private static String url(JsonNode part, String member, String type) {
        JsonNode value = part.get(member);
        String url = value != null && value.isObject() ? Json.text(value, "url") : Json.text(part, member);
        if (url == null || url.isEmpty()) {
            throw ConversionFault.invalid(type + " requires a non-empty " + member + ".", "input");
        }
        return url;
    }
}
