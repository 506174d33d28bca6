package gymscope.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.parsing.ArgumentCheck.Outcome;
import gymscope.parsing.ArgumentCheck.Problem;
import gymscope.parsing.ArgumentCheck.Result;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ArgumentCheckTest {

    private static final JsonNode WEATHER = Json.parse("""
            {"type": "function", "function": {"name": "weather", "parameters": {"type": "object",
              "properties": {"city": {"type": "string", "minLength": 2}, "days": {"type": "integer", "maximum": 9},
                "unit": {"enum": ["C", "F"]}, "stops": {"type": "array", "items": {"type": "object",
                  "properties": {"a/b": {"type": "number"}}}}},
              "required": ["city"], "additionalProperties": false}}}""");

    private static Result check(String arguments) {
        return ArgumentCheck.of(new ToolCall(null, "weather", arguments, null), List.of(WEATHER));
    }

    private static Result with(String schema, String arguments) {
        return ArgumentCheck.of(arguments, Json.parse(schema));
    }

    @Test
    void argumentsThatFitHaveNoProblem() {
        Result result = check("{\"city\": \"Oslo\", \"days\": 3, \"unit\": \"C\"}");
        assertThat(result.outcome()).isEqualTo(Outcome.VALID);
        assertThat(result.isValid()).isTrue();
        assertThat(result.problems()).isEmpty();
    }

    @Test
    void eachProblemNamesItsPlace() {
        Result result = check("{\"days\": \"3\", \"unit\": \"K\", \"stops\": [{}, {\"a/b\": true}], \"wind\": 1}");
        assertThat(result.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(result.problems()).contains(new Problem("", "The required property “city” is missing."),
                new Problem("", "The schema has no property “wind”."),
                new Problem("/days", "The value is of type string; the schema asks for integer."),
                new Problem("/stops/1/a~1b", "The value is of type boolean; the schema asks for number."));
        assertThat(result.problems()).anySatisfy(problem -> {
            assertThat(problem.pointer()).isEqualTo("/unit");
            assertThat(problem.sentence()).contains("none of").contains("C");
        });
    }

    @Test
    void otherKeywordsAreSaidInASentence() {
        assertThat(check("{\"city\": \"X\", \"days\": 12}").problems()).extracting(Problem::toString)
                .containsExactlyInAnyOrder("/city: The value must be at least 2 characters long.",
                        "/days: The value must have a maximum value of 9.");
    }

    @Test
    void aToolThatTheRequestLacksIsNamed() {
        Result result = ArgumentCheck.of(new ToolCall(null, "tides", "{}", null), List.of(WEATHER));
        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN_TOOL);
        assertThat(result.sentence()).isEqualTo("The request has no tool named “tides”; it has weather.");
        assertThat(ArgumentCheck.of(new ToolCall(null, "tides", "{}", null), List.of()).sentence())
                .isEqualTo("The request has no tool named “tides”: it has none.");
    }

    @Test
    void aToolOfTheResponsesFormIsFound() {
        JsonNode tool = Json.parse("{\"type\": \"function\", \"name\": \"tides\", \"parameters\": {\"required\": [\"port\"]}}");
        assertThat(ArgumentCheck.of(new ToolCall(null, "tides", "{}", null), List.of(tool)).sentence())
                .isEqualTo("The required property “port” is missing.");
    }

    @Test
    void whatIsNoObjectIsSaid() {
        assertThat(check("{'city': 1}").sentence()).startsWith("The text is not JSON at line 1, column 2");
        assertThat(check("[1]").sentence()).isEqualTo("The arguments are JSON of type array, not an object.");
        assertThat(check("").sentence()).isEqualTo("The arguments are empty; a call without arguments has {}.");
        assertThat(check("[1]").outcome()).isEqualTo(Outcome.NO_OBJECT);
    }

    @Test
    void withoutASchemaAnyObjectFits() {
        assertThat(ArgumentCheck.of("{\"a\": 1}", null).outcome()).isEqualTo(Outcome.NO_SCHEMA);
        assertThat(ArgumentCheck.of("{\"a\": 1}", null).isValid()).isTrue();
    }

    @Test
    void aSchemaThatCannotBeUsedGetsASentence() {
        assertThat(with("{\"properties\": {\"n\": {\"type\": \"int32\"}}}", "{\"n\": 1}").sentence())
                .isEqualTo("The tool's schema has the type “int32”, which JSON Schema does not know.");
        assertThat(with("[]", "{}").outcome()).isEqualTo(Outcome.UNUSABLE_SCHEMA);
        assertThat(with("{\"properties\": {\"s\": {\"pattern\": \"(\"}}}", "{\"s\": \"x\"}").sentence())
                .isEqualTo("The tool's schema has the pattern “(”, which is no regular expression.");
        assertThat(with("{\"$ref\": \"#/$defs/none\"}", "{}").outcome()).isEqualTo(Outcome.UNUSABLE_SCHEMA);
        assertThat(with("{\"$ref\": \"#\"}", "{}").outcome()).isEqualTo(Outcome.UNUSABLE_SCHEMA);
        assertThat(with("{\"$schema\": \"https://example.org/own\", \"type\": \"object\"}", "{}").outcome())
                .isEqualTo(Outcome.UNUSABLE_SCHEMA);
        assertThat(with("{\"properties\": 3, \"required\": {\"a\": 1}, \"allOf\": 7}", "{}").outcome()).isNotNull();
    }

    @Test
    void referencesInsideAreFollowedAndOnesOutsideAreNotFetched() {
        String schema = "{\"$defs\": {\"n\": {\"type\": \"number\"}}, \"properties\": {\"x\": {\"$ref\": \"#/$defs/n\"}}}";
        assertThat(with(schema, "{\"x\": \"1\"}").problems()).extracting(Problem::pointer).containsExactly("/x");
        assertThat(with("{\"$ref\": \"http://127.0.0.1:9/schema.json\"}", "{}").outcome()).isEqualTo(Outcome.UNUSABLE_SCHEMA);
        assertThat(with("{\"$ref\": \"file:///etc/hostname\"}", "{}").outcome()).isEqualTo(Outcome.UNUSABLE_SCHEMA);
    }

    @Test
    void aDraftThatTheSchemaNamesIsHeeded() {
        String schema = "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"properties\": {\"a\": {\"const\": 1}}}";
        assertThat(with(schema, "{\"a\": 2}").outcome()).isEqualTo(Outcome.INVALID);
    }

    @Test
    void workAndResultAreBounded() {
        String slow = "{\"properties\": {\"s\": {\"pattern\": \"^(a?){40}(.*)*\\\\2b$\"}}}";
        assertThat(with(slow, "{\"s\": \"" + "a".repeat(60) + "!\"}").sentence()).startsWith("The check takes too long");
        StringBuilder many = new StringBuilder("{\"a\": [");
        for (int i = 0; i < 500; i++) {
            many.append(i == 0 ? "" : ",").append("\"x\"");
        }
        Result result = with("{\"properties\": {\"a\": {\"items\": {\"type\": \"integer\"}}}}", many + "]}");
        assertThat(result.problems()).hasSize(ArgumentCheck.MOST_PROBLEMS);
        assertThat(ArgumentCheck.of("{\"a\": \"" + "x".repeat(5 << 20) + "\"}", Json.object()).outcome())
                .isEqualTo(Outcome.NO_OBJECT);
    }
}
