package gymscope.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Changes of a YAML text keep its comments, its order and everything else. */
class YamlEditTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final String TEXT = """
            # the policy
            policy_model:   # served
              responses_api_models:
                openai_model:
                  entrypoint: app.py
                  # where it is
                  openai_base_url: "http://a/v1"   # upstream
                  extra_body: {top_k: 5, stop: [a, b]}
                  text: |
                    one
                    two
                  nothing:

            # data sets
            datasets:
            - name: a   # first
              type: example
            - name: b
            list: [1, 2]   # two
            last: x
            """;

    @Test
    void valuesAreSetWhereTheyStand() {
        YamlEdit edit = YamlEdit.of(TEXT)
                .set(path("policy_model.responses_api_models.openai_model.openai_base_url"), text("http://b/v1"))
                .set(path("policy_model.responses_api_models.openai_model.extra_body.top_k"), NODES.numberNode(7))
                .set(path("policy_model.responses_api_models.openai_model.text"), text("three"))
                .set(path("policy_model.responses_api_models.openai_model.nothing"), NODES.booleanNode(true))
                .set(path("datasets[1].name"), text("a: b")).set(path("last"), Json.parse("{\"deep\": [1, {\"x\": \"y\"}]}"));

        assertThat(edit.text()).isEqualTo(TEXT.replace("\"http://a/v1\"", "http://b/v1").replace("top_k: 5", "top_k: 7")
                .replace("text: |\n        one\n        two\n", "text: three\n").replace("nothing:\n", "nothing: true\n")
                .replace("name: b\n", "name: \"a: b\"\n").replace("last: x\n", "last:\n  deep:\n  - 1\n  - x: y\n"));
        assertThat(YamlEdit.of("a: 1  # c\nb: |  # d\n  x\nc:  # e\n  - 1\n").set(path("a"), Json.parse("[1]"))
                .set(path("b"), text("z"))
                .set(path("c"), text("y")).text()).isEqualTo("a:  # c\n  - 1\nb: z  # d\nc: y  # e\n");
    }

    @Test
    void newKeysGoToTheEndOfWhatHoldsThem() {
        YamlEdit edit = YamlEdit.of(TEXT).set(path("policy_model.responses_api_models.openai_model.max"), NODES.numberNode(5))
                .set(path("policy_model.responses_api_models.openai_model.extra_body.min_p"), NODES.numberNode(1))
                .set(path("datasets[0].license"), text("MIT")).set(path("datasets[2]"), Json.parse("{\"name\": \"c\"}"))
                .set(path("list[2]"), NODES.numberNode(3)).set(path("gymscope.auth"), text("none"));

        assertThat(edit.text()).contains("      nothing:\n      max: 5\n\n# data sets")
                .contains("{top_k: 5, stop: [a, b], min_p: 1}")
                .contains("  type: example\n  license: MIT\n- name: b\n- name: c\nlist: [1, 2, 3]   # two\n")
                .endsWith("last: x\ngymscope:\n  auth: none\n");
    }

    @Test
    void entriesGoWithTheirLines() {
        YamlEdit edit = YamlEdit.of(TEXT).remove(path("policy_model.responses_api_models.openai_model.openai_base_url"))
                .remove(path("policy_model.responses_api_models.openai_model.extra_body.top_k")).remove(path("datasets[0].name"))
                .remove(path("datasets[1]")).remove(path("list[1]")).remove(path("nowhere.at.all"));

        assertThat(edit.text()).isEqualTo(TEXT.replace("      openai_base_url: \"http://a/v1\"   # upstream\n", "")
                .replace("{top_k: 5, stop: [a, b]}", "{stop: [a, b]}").replace("- name: a   # first\n  type", "- type")
                .replace("- name: b\n", "").replace("[1, 2]", "[1]"));
        assertThat(YamlEdit.of("a:\n  b: 1  # c\n").remove(path("a.b")).text()).isEqualTo("a: {}\n");
        assertThat(YamlEdit.of("a: 1\n").remove(path("a")).text()).isEmpty();
    }

    @Test
    void keysAreRenamedAndEmptyTextsBegun() {
        assertThat(YamlEdit.of(TEXT).rename(path("datasets"), "data").text()).isEqualTo(TEXT.replace("datasets:", "data:"));
        assertThat(YamlEdit.of("").set(path("a.b[0]"), NODES.numberNode(1)).text()).isEqualTo("a:\n  b:\n  - 1\n");
        assertThat(YamlEdit.of("# only this\n").set(path("a"), text("é𝄞")).text()).isEqualTo("# only this\na: é𝄞\n");
        assertThat(YamlEdit.of("k: 𝄞𝄞 # x\nl: 1").set(path("l"), text("2")).text()).isEqualTo("k: 𝄞𝄞 # x\nl: \"2\"");
    }

    @Test
    void whatIsTypedBecomesWhatItLooksLike() {
        YamlEdit edit = YamlEdit.of("a: {b: 1}\nc: x # here\nq: \"8001\"\n").put(path("c"), "${oc.env:KEY}")
                .put(path("d.e"), "yes")
                .put(path("d.port"), "8001").put(path("d.rate"), "0.5").put(path("d.flag"), "true").put(path("d.zip"), "007")
                .put(path("d.nothing"), "null").put(path("a.b"), "${c}").put(path("q"), "8001");

        assertThat(edit.text()).isEqualTo("""
                a: {b: "${c}"}
                c: ${oc.env:KEY} # here
                q: "8001"
                d:
                  e: "yes"
                  port: 8001
                  rate: 0.5
                  flag: true
                  zip: "007"
                  nothing: null
                """);
        assertThat(edit.keysBelow(List.of("d"))).containsExactly("e", "port", "rate", "flag", "zip", "nothing");
        assertThat(edit.keysBelow(List.of("c"))).isEmpty();
    }

    @Test
    void whatWouldBreakIsRefused() {
        YamlEdit anchored = YamlEdit.of("a: &x 1\nb: *x\nc: *x\n");

        assertThat(anchored.set(path("b"), NODES.numberNode(2)).text()).isEqualTo("a: &x 1\nb: 2\nc: *x\n");
        assertThatThrownBy(() -> anchored.set(path("a"), NODES.numberNode(2))).isInstanceOf(ConfigFault.class)
                .hasMessage("'a' can't be changed here without rewriting what is around it.");
        assertThatThrownBy(() -> anchored.set(path("a.b"), NODES.numberNode(2))).isInstanceOf(ConfigFault.class);
        assertThatThrownBy(() -> YamlEdit.of("l: [1]\n").set(path("l[4]"), NODES.numberNode(2))).isInstanceOf(ConfigFault.class);
        assertThatThrownBy(() -> YamlEdit.of("a: {b\n")).isInstanceOf(ConfigFault.class);
    }

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyChangeChangesThatValueAlone(long seed) {
        RandomGenerator random = new Random(seed);
        StringBuilder text = new StringBuilder();
        block(random, text, 0, 3, new int[1]);
        YamlEdit edit = YamlEdit.of(text.toString());
        for (int i = 0; i < 12; i++) {
            List<List<String>> paths = new ArrayList<>();
            collect(edit.values(), List.of(), paths);
            if (paths.isEmpty()) {
                return;
            }
            List<String> path = paths.get(random.nextInt(paths.size()));
            YamlEdit before = edit;
            boolean remove = random.nextInt(3) == 0;
            List<String> target = remove || random.nextBoolean() ? path : sibling(path, i);
            JsonNode value = value(random);
            String what = "seed %d, %s %s %s in\n%s".formatted(seed, remove ? "remove" : "set", target, value, before.text());
            try {
                edit = remove ? before.remove(target) : before.set(target, value);
            } catch (ConfigFault refused) {
                throw new AssertionError(what, refused);
            }
            // That all other values stay is what the edit itself proves; here it is the comments and the order.
            if (!remove) {
                assertThat(edit.value(target)).as(what).contains(value);
            }
            List<String> old = comments(before.text());
            List<String> left = comments(edit.text());
            boolean inside = remove || before.value(target).filter(JsonNode::isContainer).isPresent();
            if (inside) {
                assertThat(left).as(what).isEqualTo(old.stream().filter(left::contains).toList());
            } else {
                assertThat(left).as(what).isEqualTo(old);
            }
        }
    }

    private static List<String> comments(String text) {
        return text.lines().filter(line -> line.contains("# c")).map(line -> line.substring(line.indexOf("# c"))).toList();
    }

    private static List<String> sibling(List<String> path, int number) {
        List<String> sibling = new ArrayList<>(path.subList(0, path.size() - 1));
        sibling.add(path.getLast().startsWith("[") ? path.getLast() : "new" + number);
        return sibling;
    }

    private static void collect(JsonNode value, List<String> path, List<List<String>> paths) {
        if (!path.isEmpty()) {
            paths.add(path);
        }
        if (value.isObject()) {
            value.properties().forEach(member -> collect(member.getValue(), ConfigPath.child(path, member.getKey()), paths));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                collect(value.get(i), ConfigPath.element(path, i), paths);
            }
        }
    }

    /** A block mapping with comments before and behind its entries, blank lines and values of all forms. */
    private static void block(RandomGenerator random, StringBuilder text, int indent, int depth, int[] comment) {
        int size = 1 + random.nextInt(4);
        for (int i = 0; i < size; i++) {
            String margin = " ".repeat(indent);
            if (random.nextInt(3) == 0) {
                text.append(margin).append("# c").append(comment[0]++).append('\n');
            }
            if (random.nextInt(5) == 0) {
                text.append('\n');
            }
            String tail = random.nextInt(3) == 0 ? "  # c" + comment[0]++ : "";
            text.append(margin).append("k").append(i).append(':');
            switch (random.nextInt(depth > 0 ? 8 : 5)) {
                case 0 -> text.append(" plain text").append(tail).append('\n');
                case 1 -> text.append(" 'it''s'").append(tail).append('\n');
                case 2 -> text.append(" {a: 1, \"b c\": [x, {y: z}]}").append(tail).append('\n');
                case 3 -> text.append(tail).append('\n');
                case 4 -> text.append(" [1, 'two', {three: 3}]").append(tail).append('\n');
                case 5 -> text.append(" |").append(tail).append('\n').append(margin).append("  lines\n").append(margin)
                        .append("  of it\n");
                case 6 -> {
                    text.append(tail).append('\n');
                    block(random, text, indent + 2, depth - 1, comment);
                }
                default -> {
                    text.append(tail).append('\n');
                    int elements = 1 + random.nextInt(3);
                    int shift = random.nextBoolean() ? 2 : 0;
                    for (int j = 0; j < elements; j++) {
                        text.append(margin).append(" ".repeat(shift)).append("- ");
                        if (random.nextBoolean()) {
                            text.append("item").append(j).append('\n');
                        } else {
                            text.append("m: 1  # c").append(comment[0]++).append('\n').append(margin)
                                    .append(" ".repeat(shift + 2))
                                    .append("n: [2]\n");
                        }
                    }
                }
            }
        }
    }

    private static JsonNode value(RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.numberNode(random.nextInt(100));
            case 2 -> text("a, b: {c}");
            case 3 -> Json.parse("{\"x\": {\"y\": [1, {\"z\": \"yes\"}]}, \"e\": {}}");
            case 4 -> Json.parse("[1, [2, 3], \"w\"]");
            default -> text("word");
        };
    }

    private static JsonNode text(String text) {
        return NODES.stringNode(text);
    }

    private static List<String> path(String dotted) {
        return ConfigPath.parse(dotted);
    }
}
