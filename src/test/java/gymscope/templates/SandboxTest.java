package gymscope.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.wire.Json;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that loop, nest or grow without end are stopped, and the limit is named; nothing else comes out than a fault. */
class SandboxTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 2, 3, 4, 5);

    @ParameterizedTest
    @CsvSource(delimiter = '§',
            textBlock = """
                    {% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}           § takes more than 20,000,000 steps
                    {% macro m() %}{{ m() }}{% endmacro %}{{ m() }}                                           § calls itself more than 200 deep
                    {% for x in [[]] recursive %}{{ loop([x]) }}{% endfor %}                                  § calls itself more than 200 deep
                    {% for a in range(99999) %}{{ 'x' * 9999 }}{% endfor %}                                   § writes more than 16,000,000 characters
                    {{ 'x' * 99999999 }}                                                                      § characters or elements, more than 16,000,000
                    {{ 'x' | center(2000000000) }}                                                            § characters or elements, more than 16,000,000
                    {{ '%2000000000d' % 1 }}                                                                  § characters or elements, more than 16,000,000
                    {{ '{:>2000000}'.format('x') * 9 }}                                                       § characters or elements, more than 16,000,000
                    {{ 9 ** 999999 }}                                                                         § makes a number of
                    {{ range(99999999) }}                                                                     § Range too big
                    {% set n = namespace(l=[]) %}{% for i in range(9999) %}{% set n.l = n.l + ['x' * 999999] %}{% endfor %} § makes values of more than 256,000,000
                    {% set n = namespace(t='x') %}{% for i in range(99) %}{% set n.t = n.t + n.t %}{% endfor %} § characters or elements, more than 16,000,000
                    {% set n = namespace(t=[]) %}{% for i in range(99999) %}{% set n.t = [n.t] %}{% endfor %}{{ n.t }} § maximum recursion depth exceeded
                    """)
    void namesTheLimit(String template, String words) {
        assertThatThrownBy(() -> render(template.strip(), Limits.STANDARD)).isInstanceOf(TemplateFault.class)
                .hasMessageContaining(words);
    }

    @Test
    void stopsAtTheTimeItIsGiven() {
        Limits noTime = new Limits(Duration.ZERO, 10, 1000, 1_000_000);
        assertThatThrownBy(() -> render("{% for i in range(99999) %}{% set x = i %}{% endfor %}", noTime))
                .hasMessageContaining("takes longer than 0 ms");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyTextIsRenderedOrRefusedWithItsPlace(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<String> pieces = List.of("{{", "}}", "{%", "%}", "{#", "#}", "-", " for x in messages ", " if ", " endif ",
                " endfor ",
                " set x = ", "x", "messages", ".", "[", "]", "(", ")", "'", "\"", "|", "tojson", " is ", "defined", "1", "0",
                "//", "**",
                "%", "~", ",", ":", " macro m(", " call ", " raw ", " endraw ", "\n", "\\", "é", "{", "}", " not ", " in ",
                "loop", "*");
        for (int round = 0; round < 300; round++) {
            StringBuilder template = new StringBuilder();
            for (int i = random.nextInt(1, 25); i > 0; i--) {
                template.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                render(template.toString(), new Limits(Duration.ofSeconds(5), 20, 10_000, 10_000));
            } catch (TemplateFault fault) {
                assertThat(fault.line()).as("seed %d, template %s", seed, template).isPositive();
                assertThat(fault.column()).as("seed %d, template %s", seed, template).isPositive();
            }
        }
    }

    private static String render(String template, Limits limits) {
        return ChatTemplate.parse(template).render(
                Json.parseObject("{\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}"), NOW, limits);
    }
}
