package gymscope.templates.lint;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.templates.ChatTemplate;
import gymscope.templates.lint.PrefixBreak.Cause;
import gymscope.wire.Json;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each finding on a small template that has it, and a template that has none. */
class TemplateLintTest {

    /** Roles, contents, calls as JSON, thinking always: prompts grow by appending. */
    private static final String GOOD = """
            {% if tools %}[tools]{{ tools | tojson }}
            {% endif %}
            {% for m in messages %}
            <|{{ m.role }}|>
            {% if m.reasoning_content %}<think>{{ m.reasoning_content }}</think>{% endif %}
            {{ m.content }}{% for c in m.tool_calls or [] %}
            {{ c.function.name }}({{ c.function.arguments if c.function.arguments is string else c.function.arguments | tojson }})
            {%- endfor %}<|end|>
            {% endfor %}
            {% if add_generation_prompt %}<|assistant|>
            {% endif %}""";

    @Test
    void findsNothingWhereNothingSurprises() {
        List<Finding> findings = lint(GOOD);
        assertThat(findings).extracting(Finding::id).containsExactly("content-parts");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '¶',
            textBlock = """
                    writes-bos § <|{{ § {{ bos_token }}<|{{
                    reads-clock § [tools] § {{ strftime_now('%d') }}
                    tools-ignored § {{ tools | tojson }} § -
                    opens-thinking § {% if add_generation_prompt %}<|assistant|> § {% if add_generation_prompt %}<|assistant|><think>
                    no-generation-prompt § {% if add_generation_prompt %}<|assistant|> § {% if false %}
                    thinking-stripped § {% if m.reasoning_content %} § {% if m.reasoning_content and loop.last %}
                    generation-prompt-differs § {% if add_generation_prompt %}<|assistant|> § {% if add_generation_prompt %}<|model|>
                    prefix-changes § <|end|> § {{ '<|eos|>' if loop.last else '<|end|>' }}
                    calls-dropped § {{ c.function.name }}({{ c.function.arguments if c.function.arguments is string else c.function.arguments | tojson }}) § -
                    arguments-as-text § c.function.arguments if c.function.arguments is string else c.function.arguments | tojson § c.function.arguments | tojson
                    arguments-as-python § c.function.arguments if c.function.arguments is string else c.function.arguments | tojson § c.function.arguments
                    no-system § <|{{ m.role }}|> § <|{{ m.role if m.role != 'system' else raise_exception('System role not supported') }}|>
                    system-dropped § {{ m.content }} § {{ m.content if m.role != 'system' }}
                    results-dropped § {{ m.content }} § {{ m.content if m.role != 'tool' }}
                    strict-alternation § <|{{ m.role }}|> § <|{{ raise_exception('Must alternate') if loop.previtem is defined and loop.previtem.role == 'user' and m.role == 'user' else m.role }}|>
                    ids-refused § {{ c.function.name }} § {{ c.function.name if c.id | length == 9 else raise_exception('Ids have 9 characters') }}
                    calls-refused § {{ c.function.name }} § {{ raise_exception('No calls') }}
                    fails § <|{{ m.role }}|> § {{ m.role.name.first }}
                    """)
    void findsWhatSurprises(String id, String part, String other) {
        String template = GOOD.replace("<|{{".equals(part) ? "<|{{ m" : part, "<|{{".equals(part) ? other + " m" : other);
        assertThat(template).isNotEqualTo(GOOD);
        List<Finding> findings = lint(template);
        assertThat(findings).extracting(Finding::id).contains(id);
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.sentence()).endsWith(".");
            assertThat(finding.hint()).endsWith(".");
        });
    }

    @Test
    void theCounterExampleIsTheShortestOne() {
        Finding finding = lint(GOOD.replace("{% if m.reasoning_content %}", "{% if m.reasoning_content and loop.last %}"))
                .stream()
                .filter(one -> one.id().equals("thinking-stripped")).findFirst().orElseThrow();

        Evidence evidence = Objects.requireNonNull(finding.evidence());
        assertThat(evidence.messages()).hasSize(3);
        assertThat(evidence.messages().get(1).get("reasoning_content").asString()).isNotEmpty();
        assertThat(evidence.before().substring(evidence.difference())).startsWith("<think>");
        assertThat(evidence.after().substring(0, evidence.difference()))
                .isEqualTo(evidence.before().substring(0, evidence.difference()));
    }

    @Test
    void tellsOfSwitchesThatTheTemplateDoesNotKnow() {
        LintOptions options = LintOptions.standard().with(Json.object().put("enable_thinking", false));
        assertThat(TemplateLint.check(ChatTemplate.parse(GOOD), options)).extracting(Finding::id).contains("unknown-variable");
    }

    @Test
    void tellsOfABeginTokenThatIsThereTwice() {
        LintOptions adding = new LintOptions(LintOptions.standard().variables(), true, LintOptions.standard().now());
        assertThat(TemplateLint.check(ChatTemplate.parse("{{ bos_token }}" + GOOD), adding))
                .filteredOn(finding -> finding.id().equals("double-bos"))
                .singleElement().extracting(Finding::severity).isEqualTo(Severity.ERROR);
    }

    @Test
    void findsTheFirstBreakOfOneConversation() {
        ChatTemplate template = ChatTemplate.parse(GOOD.replace("{% if m.reasoning_content %}",
                "{% if m.reasoning_content and loop.last %}"));
        PrefixBreak found = Objects.requireNonNull(PrefixPreservation.firstBreak(template, LintOptions.standard(),
                Samples.messages(Samples.user(),
                        Samples.assistant(), Samples.message("user", "a"), Samples.assistant().put("reasoning_content", "b"),
                        Samples.message("user", "c")),
                null));

        assertThat(found.turn()).isEqualTo(3);
        assertThat(found.cause()).isEqualTo(Cause.THINKING_STRIPPED);
        assertThat(PrefixPreservation.firstBreak(ChatTemplate.parse(GOOD), LintOptions.standard(), found.messages(), null))
                .isNull();
    }

    private static List<Finding> lint(String template) {
        return TemplateLint.check(ChatTemplate.parse(template), LintOptions.standard());
    }
}
