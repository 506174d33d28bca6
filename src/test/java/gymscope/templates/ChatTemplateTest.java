package gymscope.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.wire.Json;
import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Jinja2 prints, construct by construct; expected texts were taken from Jinja2 3.1.6. */
class ChatTemplateTest {

    private static final String CONTEXT = """
            {"text": "Zoë's", "number": 3, "float": 1e2, "yes": true, "nothing": null, "list": ["a", "b", "c"],
             "dict": {"a": 1, "items": 2}, "calls": [{"name": "f", "on": true}, {"name": "g", "on": false}]}""";

    @ParameterizedTest
    @CsvSource(delimiter = '§',
            textBlock = """
                    {{ text }} {{ number }} {{ float }} {{ yes }} {{ nothing }} {{ missing }}|   § Zoë's 3 100.0 True None |
                    {{ list }} {{ dict }} {{ (1,) }} {{ [text] }}                                § ['a', 'b', 'c'] {'a': 1, 'items': 2} (1,) ["Zoë's"]
                    {{ dict | tojson }} {{ float | tojson }} {{ text | tojson }}                 § {"a": 1, "items": 2} 100.0 "Zoë's"
                    {{ list[-1] }}{{ list[1:] }}{{ list[::-1] }}{{ text[1:3] }}{{ list[9] }}     § c['b', 'c']['c', 'b', 'a']oë
                    {{ dict['items'] }} {{ dict.a }} {{ dict.items() | list }}                   § 2 1 [('a', 1), ('items', 2)]
                    {{ 7 // 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 7 / 2 }} {{ 2 ** 3 }} {{ 1 ~ 'x' }} § 3 -4 2 3.5 8 1x
                    {{ 'a' in list }} {{ 'x' not in dict }} {{ 1 < number <= 3 }}                § True True True
                    {{ 'a' 'b' ~ "c" }} {{ 'x' * 3 }} {{ [1] + [2] }}                            § abc xxx [1, 2]
                    {{ yes if missing else 'no' }} {{ missing or 'else' }} {{ not yes }}         § no else False
                    {% for a in list %}{{ loop.index }}{{ a }}{{ ',' if not loop.last }}{% endfor %} § 1a,2b,3c
                    {% for c in calls if c.on %}{{ c.name }}{% else %}none{% endfor %}           § f
                    {% for k, v in dict.items() %}{{ k }}={{ v }};{% endfor %}                   § a=1;items=2;
                    {% set x = 1 %}{% for a in list %}{% set x = 2 %}{% endfor %}{{ x }}         § 1
                    {% set n = namespace(x=1) %}{% for a in list %}{% set n.x = n.x + 1 %}{% endfor %}{{ n.x }} § 4
                    {% macro m(a, b='B') %}<{{ a }}{{ b }}>{% endmacro %}{{ m(1) }}{{ m(1, b=2) }} § <1B><12>
                    {% for a in list %}{% if a == 'b' %}{% break %}{% endif %}{{ a }}{% endfor %} § a
                    {% set block %}x{{ number }}{% endset %}{{ block | length }}                 § 2
                    {{ calls | selectattr('on') | map(attribute='name') | join('-') }}           § f
                    {{ nothing is none }} {{ missing is defined }} {{ text is string }} {{ dict is mapping }} § True False True True
                    {{ '}}' }}{{ {'a': {'b': 1}}.a.b }}{% raw %}{{ x }}{% endraw %}              § }}1{{ x }}
                    {{ ' a b '.strip().split(' ') }} {{ 'a,b'.split(',', 1)[-1] }}               § ['a', 'b'] b
                    {{ strftime_now('%d %B %Y') }}                                               § 02 January 2026
                    """)
    void printsWhatJinjaPrints(String template, String expected) {
        assertThat(render(template.strip())).isEqualTo(expected);
    }

    @Test
    void takesWhiteSpaceAwayAsTrimAndLeftStripBlocksDo() {
        String template = "a\n  {% if yes %}\nb\n  {%- endif %}\n  {{ number }}  {#- x -#}  c\n {%+ if yes +%}\nd{% endif %}\n\n";
        assertThat(render(template)).isEqualTo("a\nb  3c\n \nd");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '¶', textBlock = """
            {{ a.b }}                              § 1 § 'a' is undefined
            {{ 'x' + 1 }}                          § 1 § can only concatenate str (not "int") to str
            {% include 'x' %}                      § 1 § no loader for this environment specified
            {% frobnicate %}                       § 1 § Encountered unknown tag 'frobnicate'.
            {{ list | groupby('x') }}              § 1 § 'str object' has no attribute 'x'
            {{ text is prime }}                    § 1 § No test named 'prime'.
            {{ raise_exception('No such role') }}  § 1 § No such role
            {{ dict.update({}) }}                  § 1 § access to attribute 'update' of 'dict' object is unsafe.
            {% if yes %}                           § 1 § endif
            {{ 'x                                  § 1 § unexpected char
            {{ 1 // 0 }}                           § 1 § integer division or modulo by zero
            """)
    void refusesWithThePlace(String template, int line, String reason) {
        assertThatThrownBy(() -> render("x\n" + template.strip())).isInstanceOfSatisfying(TemplateFault.class, fault -> {
            assertThat(fault.line()).isEqualTo(line + 1);
            assertThat(fault.column()).isPositive();
            assertThat(fault.sentence()).contains(reason);
        });
    }

    @Test
    void stopsWhatTakesTooMuch() {
        assertThatThrownBy(() -> render("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")).hasMessageContaining("deep");
        assertThatThrownBy(() -> render("{{ 'x' * 99999999 }}")).isInstanceOf(TemplateFault.class);
        assertThatThrownBy(() -> render("(".repeat(5) + "{{ " + "(".repeat(500) + "1" + ")".repeat(500) + " }}"))
                .hasMessageContaining("nested");
        Limits small = new Limits(Duration.ofSeconds(10), 10, 1000, 1_000_000);
        assertThatThrownBy(() -> render("{% for i in range(9999) %}xxxxxxxxxx{% endfor %}", small))
                .hasMessageContaining("characters");
        Limits noTime = new Limits(Duration.ZERO, 10, 1000, 1_000_000);
        assertThatThrownBy(() -> render("{% for i in range(99999) %}{% set x = i %}{% endfor %}", noTime))
                .hasMessageContaining("longer");
    }

    private static String render(String template) {
        return render(template, Limits.STANDARD);
    }

    private static String render(String template, Limits limits) {
        return ChatTemplate.parse(template).render(Json.parseObject(CONTEXT), LocalDateTime.of(2026, 1, 2, 3, 4, 5), limits);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        "{% if a %}{% set b = 1 %}{{ b }}{% endif %} => a",
        "{% if a %}{% set b = 1 %}{% endif %}{{ b }} => a b",
        "{% if a %}{% set b = 1 %}{% else %}{% set b = 2 %}{% endif %}{{ b }} => a",
        "{% for m in messages if m.role == x %}{{ loop.index }}{% set c = m %}{{ c }}{% endfor %}{{ c }} => c messages x",
        "{% macro f(p, q=r) %}{{ p + q + s }}{% endmacro %}{{ f(1) }} => r s",
        "{% set ns = namespace(t=u) %}{% set ns.t = v %}{{ ns.t }}{{ strftime_now('%Y') }} => u v",
        "{% with w = y %}{{ w }}{% endwith %}{{ w }} => w y",
        "{% set z %}{{ z }}{% endset %}{{ z }} => z"})
    void takesWhatSomePathReadsBeforeSettingIt(String template, String variables) {
        assertThat(ChatTemplate.parse(template).variables()).containsExactly(variables.split(" ", -1));
    }
}
