package gymscope.ui.chat.settings;

import gymscope.wire.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** What a parameter of a request may be. */
sealed interface ParameterKind {

    /** Reads what was typed; an {@link IllegalArgumentException} when it is not of this kind. */
    JsonNode read(String text);

    /** What it may be, in words. */
    String words();

    /** A number; it travels as it was written. */
    record Decimal(String least, String most, String words) implements ParameterKind {

        @Override
        public JsonNode read(String text) {
            BigDecimal value = new BigDecimal(text);
            if (value.compareTo(new BigDecimal(least)) < 0 || value.compareTo(new BigDecimal(most)) > 0) {
                throw new IllegalArgumentException(text);
            }
            JsonNode asWritten = Json.parseOrNull(text);
            return asWritten != null && asWritten.isNumber() ? asWritten : Json.toTree(value);
        }
    }

    /** A whole number. */
    record Whole(long least, long most, String words) implements ParameterKind {

        @Override
        public JsonNode read(String text) {
            long value = Long.parseLong(text);
            if (value < least || value > most) {
                throw new IllegalArgumentException(text);
            }
            return Json.toTree(value);
        }
    }

    /** One of some words. */
    record Choice(List<String> choices) implements ParameterKind {

        @Override
        public JsonNode read(String text) {
            if (!choices.contains(text)) {
                throw new IllegalArgumentException(text);
            }
            return Json.toTree(text);
        }

        @Override
        public String words() {
            return "one of " + String.join(", ", choices);
        }
    }

    /** True or false. */
    record Flag() implements ParameterKind {

        @Override
        public JsonNode read(String text) {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException(text);
            }
            return Json.toTree(Boolean.valueOf(text));
        }

        @Override
        public String words() {
            return "true or false";
        }
    }

    /** Token ids, parted by commas. */
    record Ids() implements ParameterKind {

        @Override
        public JsonNode read(String text) {
            ArrayNode ids = Json.array();
            Stream.of(text.replaceAll("[\\[\\]]", " ").strip().split("[,\\s]+", -1)).map(Integer::valueOf).forEach(id -> {
                if (id < 0) {
                    throw new IllegalArgumentException(text);
                }
                ids.add(id);
            });
            return ids;
        }

        @Override
        public String words() {
            return "token ids such as 151643, 151645";
        }
    }

    /** A text, or a JSON list of texts. */
    record Texts(String example) implements ParameterKind {

        @Override
        public JsonNode read(String text) {
            JsonNode json = Json.parseOrNull(text);
            if (json != null && json.isString()) {
                return Json.array().add(json);
            }
            if (json instanceof ArrayNode list) {
                for (JsonNode element : list) {
                    if (!element.isString()) {
                        throw new IllegalArgumentException(text);
                    }
                }
                return list;
            }
            return Json.array().add(text);
        }

        @Override
        public String words() {
            return "a text, or a JSON list of texts such as " + example;
        }
    }

    /** A JSON object. */
    record JsonObject(String example) implements ParameterKind {

        @Override
        public JsonNode read(String text) {
            JsonNode json = Json.parseOrNull(text);
            if (json == null || !json.isObject()) {
                throw new IllegalArgumentException(text);
            }
            return json;
        }

        @Override
        public String words() {
            return "a JSON object such as " + example;
        }
    }
}
