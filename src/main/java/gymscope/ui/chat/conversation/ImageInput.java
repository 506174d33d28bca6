package gymscope.ui.chat.conversation;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An image that goes along with a message, as a data URL.
 *
 * @param name what it is called on screen
 * @param mediaType such as {@code image/png}
 * @param size in bytes
 * @param dataUrl the whole image, {@code data:image/png;base64,…}
 */
public record ImageInput(String name, String mediaType, long size, String dataUrl) {

    /** The most bytes of one image. */
    public static final long MOST_BYTES = 20L << 20;

    /** The most images of one message. */
    public static final int MOST_IMAGES = 10;

    private static final int HEAD = 12;

    /**
     * Reads a file. Blocks.
     *
     * @throws Fault when it can't be read, is too large or is not an image that endpoints take
     */
    public static ImageInput read(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            checkSize(name, Files.size(file));
            return of(name, Files.readAllBytes(file));
        } catch (IOException problem) {
            throw new Fault("%s can't be read: %s.".formatted(name, Fault.sentenceOf(problem)), "Choose another file.", problem);
        }
    }

    /**
     * An image from its bytes; the kind is told from them, not from the name.
     *
     * @throws Fault when it is too large or is not an image that endpoints take
     */
    public static ImageInput of(String name, byte[] bytes) {
        checkSize(name, bytes.length);
        String type = typeOf(bytes);
        if (type == null) {
            throw new Fault("%s is not an image that endpoints take.".formatted(name), "Use PNG, JPEG, GIF or WebP.");
        }
        return new ImageInput(name, type, bytes.length,
                "data:%s;base64,%s".formatted(type, Base64.getEncoder().encodeToString(bytes)));
    }

    /** The image's own bytes. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(dataUrl.substring(dataUrl.indexOf(',') + 1));
    }

    /** The part of a message that carries it. */
    public ObjectNode part() {
        ObjectNode part = Json.object().put("type", "image_url");
        part.putObject("image_url").put("url", dataUrl);
        return part;
    }

    /** What is kept of it. */
    public ObjectNode toJson() {
        return Json.object().put("name", name).put("type", mediaType).put("size", size).put("url", dataUrl);
    }

    /** What was kept, null when it is not readable. */
    public static @Nullable ImageInput fromJson(JsonNode kept) {
        String url = Json.text(kept, "url");
        String type = Json.text(kept, "type");
        if (url == null || type == null || !url.startsWith("data:" + type + ";base64,")) {
            return null;
        }
        return new ImageInput(Objects.requireNonNullElse(Json.text(kept, "name"), "image"), type, kept.path("size").asLong(0),
                url);
    }

    private static void checkSize(String name, long size) {
        if (size > MOST_BYTES) {
            throw new Fault("%s has %.1f MB; at most %d MB of an image are sent.".formatted(name, size / 1048576.0,
                    MOST_BYTES >> 20), "Make it smaller.");
        }
    }

    private static @Nullable String typeOf(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG\r\n")) {
            return "image/png";
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (head.startsWith("GIF8")) {
            return "image/gif";
        }
        return head.startsWith("RIFF") && head.endsWith("WEBP") ? "image/webp" : null;
    }
}
