package gymscope.parsing;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.path.PathType;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Judges the arguments of a call by the JSON Schema that the request gives its tool (draft 2020-12 where the schema names no
 * other). References are followed inside the schema only, never over the network. Work and result are bounded, whatever
 * schema and arguments are. Thread-safe.
 */
public final class ArgumentCheck {

    /** How the check ended. */
    public enum Outcome {
        /** The arguments fit. */
        VALID,
        /** The arguments do not fit the schema. */
        INVALID,
        /** The arguments are no JSON object. */
        NO_OBJECT,
        /** The request has no tool of that name. */
        UNKNOWN_TOOL,
        /** The tool has no schema: any object fits. */
        NO_SCHEMA,
        /** The tool's schema cannot be used, or the check went past its bounds. */
        UNUSABLE_SCHEMA
    }

    /**
     * One thing that is wrong.
     *
     * @param pointer where in the arguments, as a JSON pointer; empty for the whole
     * @param sentence what is wrong there
     */
    public record Problem(String pointer, String sentence) {

        @Override
        public String toString() {
            return pointer.isEmpty() ? sentence : pointer + ": " + sentence;
        }
    }

    /**
     * What a check found.
     *
     * @param outcome how it ended
     * @param problems what is wrong, in the order of the schema, at most {@value #MOST_PROBLEMS}; empty when nothing is
     */
    public record Result(Outcome outcome, List<Problem> problems) {

        public Result {
            problems = List.copyOf(problems);
        }

        /** Whether nothing speaks against the call. */
        public boolean isValid() {
            return outcome == Outcome.VALID || outcome == Outcome.NO_SCHEMA;
        }

        /** The whole result in a sentence. */
        public String sentence() {
            return switch (outcome) {
                case VALID -> "The arguments fit the tool's schema.";
                case NO_SCHEMA -> "The tool has no schema: any arguments fit.";
                default -> String.join(" ", problems.stream().map(Problem::toString).toList());
            };
        }
    }

    /** The most problems that a result names. */
    public static final int MOST_PROBLEMS = 20;

    private static final int MOST_CHARACTERS = 4 << 20;
    private static final int MOST_MESSAGE = 300;
    private static final long MOST_STEPS = 1_000_000;
    private static final int MOST_DEPTH = 256;

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaCacheEnabled(false)
                    .schemaLoader(loader -> loader.block(iri -> isElsewhere(iri.toString())))
                    .schemaRegistryConfig(new SchemaRegistryConfig.Builder().locale(Locale.ENGLISH)
                            .pathType(PathType.JSON_POINTER).preloadSchema(false)
                            .regularExpressionFactory(BoundedPattern::new).build()));

    private static final ExecutionConfig BOUNDS = new ExecutionConfig.Builder().maxEvaluationSteps(MOST_STEPS)
            .maxEvaluationDepth(MOST_DEPTH).build();

    private static final Set<String> TYPES = Set.of("string", "number", "integer", "boolean", "object", "array", "null");

    private ArgumentCheck() {
    }

    /**
     * Checks a call.
     *
     * @param tools the request's tools, in the form of Chat Completions or of Responses
     */
    public static Result of(ToolCall call, List<JsonNode> tools) {
        JsonNode tool = tool(call.name(), tools);
        if (tool == null) {
            return one(Outcome.UNKNOWN_TOOL, "", "The request has no tool named %s%s.".formatted(quoted(call.name()),
                    tools.isEmpty() ? ": it has none" : "; it has " + names(tools)));
        }
        JsonNode schema = tool.get("parameters");
        return of(call.arguments(), schema == null || schema.isNull() ? null : schema);
    }

    /**
     * Checks an argument text.
     *
     * @param schema the JSON Schema of the arguments, null when there is none
     */
    public static Result of(String arguments, @Nullable JsonNode schema) {
        if (arguments.length() > MOST_CHARACTERS) {
            return one(Outcome.NO_OBJECT, "", "The arguments are longer than %,d characters and are not checked."
                    .formatted(MOST_CHARACTERS));
        }
        if (arguments.isBlank()) {
            return one(Outcome.NO_OBJECT, "", "The arguments are empty; a call without arguments has {}.");
        }
        JsonNode value;
        try {
            value = Json.parse(arguments);
        } catch (Fault notJson) {
            return one(Outcome.NO_OBJECT, "",
                    notJson.getMessage() == null ? "The arguments are not JSON." : notJson.getMessage());
        }
        if (!(value instanceof ObjectNode)) {
            String kind = value.getNodeType().name().toLowerCase(Locale.ROOT);
            return one(Outcome.NO_OBJECT, "", "The arguments are JSON of type %s, not an object.".formatted(kind));
        }
        if (schema == null) {
            return new Result(Outcome.NO_SCHEMA, List.of());
        }
        if (!schema.isObject() && !schema.isBoolean()) {
            return one(Outcome.UNUSABLE_SCHEMA, "", "The tool's parameters are no JSON Schema: they are neither an object nor "
                    + "true or false.");
        }
        return validate(value, schema);
    }

    private static Result validate(JsonNode value, JsonNode schema) {
        String flaw = flaw(schema, 0);
        if (flaw != null) {
            return one(Outcome.UNUSABLE_SCHEMA, "", flaw);
        }
        try {
            Schema compiled = REGISTRY.getSchema(schema);
            List<Error> errors = compiled.validate(value, context -> context.setExecutionConfig(BOUNDS));
            List<Problem> problems = errors.stream().map(ArgumentCheck::problem).distinct().limit(MOST_PROBLEMS).toList();
            return new Result(problems.isEmpty() ? Outcome.VALID : Outcome.INVALID, problems);
        } catch (ValidationLimitExceededException | BoundedPattern.TooSlow bounds) {
            return one(Outcome.UNUSABLE_SCHEMA, "", "The check takes too long: the schema asks for more than %,d steps."
                    .formatted(MOST_STEPS));
        } catch (SchemaException | IllegalArgumentException | ClassCastException
                | StackOverflowError unusable) {
            return one(Outcome.UNUSABLE_SCHEMA, "", "The tool's schema cannot be used: %s.".formatted(reason(unusable)));
        }
    }

    private static Problem problem(Error error) {
        String pointer = error.getInstanceLocation().toString();
        String found = String.valueOf(error.getMessage());
        String sentence = switch (String.valueOf(error.getKeyword())) {
            case "required" -> "The required property %s is missing.".formatted(quoted(String.valueOf(error.getProperty())));
            case "additionalProperties", "unevaluatedProperties" -> "The schema has no property %s."
                    .formatted(quoted(String.valueOf(error.getProperty())));
            case "enum" -> "The value is none of %s.".formatted(argument(error));
            case "type" -> typeSentence(error);
            default -> "The value " + found + ".";
        };
        return new Problem(pointer, cut(sentence));
    }

    private static String typeSentence(Error error) {
        Object[] arguments = error.getArguments();
        return arguments != null && arguments.length > 1
                ? "The value is of type %s; the schema asks for %s.".formatted(arguments[0], arguments[1])
                : "The value is of another type than the schema asks for.";
    }

    private static String argument(Error error) {
        Object[] arguments = error.getArguments();
        return arguments != null && arguments.length > 0 ? String.valueOf(arguments[0]) : "those that the schema lists";
    }

    /** The first type or pattern that is none, in the places where tools' schemas have them: the validator passes over it. */
    private static @Nullable String flaw(JsonNode schema, int depth) {
        if (depth > MOST_DEPTH || !schema.isObject()) {
            return null;
        }
        for (JsonNode type : typesOf(schema.get("type"))) {
            if (type.isString() && !TYPES.contains(type.asString())) {
                return "The tool's schema has the type %s, which JSON Schema does not know.".formatted(quoted(type.asString()));
            }
        }
        String pattern = Json.text(schema, "pattern");
        if (pattern != null && !BoundedPattern.isPattern(pattern)) {
            return "The tool's schema has the pattern %s, which is no regular expression.".formatted(quoted(pattern));
        }
        for (String member : List.of("properties", "$defs", "definitions", "anyOf", "oneOf", "allOf")) {
            for (JsonNode one : schema.path(member)) {
                String flaw = flaw(one, depth + 1);
                if (flaw != null) {
                    return flaw;
                }
            }
        }
        return flaw(schema.path("items"), depth + 1);
    }

    private static Iterable<JsonNode> typesOf(@Nullable JsonNode type) {
        return type == null ? List.of() : type.isArray() ? type : List.of(type);
    }

    private static @Nullable JsonNode tool(String name, List<JsonNode> tools) {
        for (JsonNode tool : tools) {
            JsonNode function = tool.path("function").isObject() ? tool.get("function") : tool;
            if (function.path("name").asString("").equals(name)) {
                return function;
            }
        }
        return null;
    }

    private static String names(List<JsonNode> tools) {
        Set<String> names = new TreeSet<>();
        tools.forEach(tool -> names.add(tool.path(tool.path("function").isObject() ? "function" : "").path("name")
                .asString(tool.path("name").asString("?"))));
        return cut(String.join(", ", names));
    }

    /** A schema that a reference asks to fetch; the drafts themselves are built in. */
    private static boolean isElsewhere(String iri) {
        return !iri.startsWith("https://json-schema.org/") && !iri.startsWith("http://json-schema.org/");
    }

    private static String reason(Throwable unusable) {
        String message = unusable instanceof StackOverflowError ? "it refers to itself without end" : unusable.getMessage();
        String first = message == null ? "it is malformed" : message.lines().findFirst().orElse("it is malformed");
        return cut(first.endsWith(".") ? first.substring(0, first.length() - 1) : first);
    }

    private static String cut(String text) {
        return text.length() <= MOST_MESSAGE ? text : text.substring(0, MOST_MESSAGE - 1) + "…";
    }

    private static String quoted(String name) {
        return "“" + cut(name) + "”";
    }

    private static Result one(Outcome outcome, String pointer, String sentence) {
        return new Result(outcome, List.of(new Problem(pointer, sentence)));
    }
}
