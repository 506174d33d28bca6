package gymscope.templates;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Json;
import java.time.LocalDateTime;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where the stretches of a prompt came from: their paths, whether they are as they were, the message they belong to. */
class OriginsTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 2, 3, 4, 5);
    private static final String CONTEXT = """
            {"bos_token": "<s>", "tools": [{"name": "f", "sizes": [1, 2.5]}],
             "messages": [{"role": "user", "content": "  Hello you  "},
                          {"role": "assistant", "content": "<think>hm</think>Yes", "number": 7}]}""";

    @Test
    void textOfMessagesIsToldFromTextOfTheTemplate() {
        RenderedPrompt prompt = render(
                "{{ bos_token }}{% for m in messages %}[{{ m.role }}]{{ m.content | trim }}\n{% endfor %}end");

        assertThat(prompt.text()).isEqualTo("<s>[user]Hello you\n[assistant]<think>hm</think>Yes\nend");
        assertThat(shown(prompt)).containsExactly("bos_token=<s>", "-@messages[0]=[", "messages[0].role@messages[0]=user",
                "-@messages[0]=]", "messages[0].content@messages[0]=Hello you", "-@messages[0]=\n", "-@messages[1]=[",
                "messages[1].role@messages[1]=assistant", "-@messages[1]=]",
                "messages[1].content@messages[1]=<think>hm</think>Yes", "-@messages[1]=\n", "-=end");
        assertThat(prompt.stretches()).allMatch(Stretch::exact);
        assertThat(prompt.stretches().get(4).messageIndex()).isZero();
        assertThat(prompt.stretches().getLast().messageIndex()).isEqualTo(-1);
    }

    @Test
    void partsKeepTheirOriginThroughSplitsSlicesJoinsAndMacros() {
        RenderedPrompt prompt = render("""
                {% macro shout(text) %}<{{ text }}>{% endmacro -%}
                {% set c = messages[1].content -%}
                {{ shout(c.split('</think>')[-1]) }}{{ c[7:9] ~ '!' }}{{ ['a', messages[0].role] | join('+') }}""");

        assertThat(prompt.text()).isEqualTo("<Yes>hm!a+user");
        assertThat(shown(prompt)).containsExactly("-=<", "messages[1].content=Yes", "-=>", "messages[1].content=hm", "-=!a+",
                "messages[0].role=user");
    }

    @Test
    void whatAFilterMadeIsMarkedAsChanged() {
        RenderedPrompt prompt = render("{{ tools | tojson }} {{ messages[0].role | upper }} {{ messages[1].number }}");

        assertThat(prompt.text()).isEqualTo("[{\"name\": \"f\", \"sizes\": [1, 2.5]}] USER 7");
        assertThat(shown(prompt)).containsExactly("~tools=[{\"name\": \"f\", \"sizes\": [1, 2.5]}]", "-= ",
                "~messages[0].role=USER", "-= ", "messages[1].number=7");
        assertThat(prompt.stretches().getFirst().isOfTools()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void stretchesCoverTheTextAndExactOnesAreThere(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<String> pieces = List.of("{{ messages[0].content }}", "{{ messages[1].content[3:-2] }}", "plain",
                "{{ (messages[0].content ~ messages[1].role) | replace('o', messages[1].role) }}",
                "{{ messages[0].content.split('l') | join('-') }}", "{{ messages | map(attribute='role') | join(', ') }}",
                "{% set x %}a{{ bos_token }}b{% endset %}{{ x * 2 }}{{ x[::-1] }}", "{{ tools[0].sizes }}",
                "{% for c in messages[0].content %}{{ c }}{% endfor %}", "{{ '%s:%5s' % (messages[0].role, bos_token) }}",
                "{{ '{} {}'.format(messages[1].content, 3) }}", "{{ messages[1].content | title | indent(2, true) }}");
        StringBuilder template = new StringBuilder();
        for (int i = random.nextInt(2, 9); i > 0; i--) {
            template.append(pieces.get(random.nextInt(pieces.size())));
        }
        ObjectNode context = Json.parseObject(CONTEXT);
        ChatTemplate parsed = ChatTemplate.parse(template.toString());
        RenderedPrompt prompt = parsed.renderWithOrigins(context, NOW, Limits.STANDARD);

        String where = "seed %d, template %s".formatted(seed, template);
        assertThat(prompt.text()).as(where).isEqualTo(parsed.render(context, NOW, Limits.STANDARD));
        int at = 0;
        for (Stretch stretch : prompt.stretches()) {
            assertThat(stretch.start()).as(where).isEqualTo(at);
            assertThat(stretch.end()).as(where).isGreaterThan(at);
            at = stretch.end();
            if (stretch.exact() && stretch.path() != null) {
                assertThat(valueAt(context, stretch.path())).as(where).contains(text(prompt, stretch).substring(0, 1));
            }
        }
        assertThat(at).as(where).isEqualTo(prompt.text().length());
    }

    private static String valueAt(ObjectNode context, String path) {
        JsonNode value = context.at("/" + path.replace("[", "/").replace("]", "").replace(".", "/"));
        return value.isString() ? value.asString() : value.toString();
    }

    private static RenderedPrompt render(String template) {
        return ChatTemplate.parse(template).renderWithOrigins(Json.parseObject(CONTEXT), NOW, Limits.STANDARD);
    }

    private static String text(RenderedPrompt prompt, Stretch stretch) {
        return prompt.text().substring(stretch.start(), stretch.end());
    }

    private static List<String> shown(RenderedPrompt prompt) {
        return prompt.stretches().stream().map(stretch -> (stretch.exact() ? "" : "~") + orDash(stretch.path())
                + (stretch.item() == null ? "" : "@" + stretch.item()) + "=" + text(prompt, stretch)).toList();
    }

    private static String orDash(@Nullable String path) {
        return path == null ? "-" : path;
    }
}
