package gymscope.ui.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.ui.chat.conversation.ConversationTree.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTreeTest {

    private final ConversationTree<String> hello = ConversationTree.<String>empty().append("Hi").append("Hello").append("Bye")
            .append("See you");

    @Test
    void editingATurnMakesABranchBesideIt() {
        ConversationTree<String> edited = hello.branch(2, "Wait").append("Yes?");

        assertThat(shown(edited)).containsExactly("Hi", "Hello", "Wait", "Yes?");
        assertThat(edited.branchesAt(2)).extracting(Entry::turn).containsExactly("Bye", "Wait");
        assertThat(edited.branchesAt(0)).extracting(Entry::turn).containsExactly("Hi");
        assertThat(shown(hello)).containsExactly("Hi", "Hello", "Bye", "See you");
    }

    @Test
    void aBranchIsShownWithWhatWasShownThereLast() {
        ConversationTree<String> tree = hello.branch(3, "Later").branch(2, "Wait").append("Yes?");

        assertThat(shown(tree.choose(2))).containsExactly("Hi", "Hello", "Bye", "Later");
        assertThat(shown(tree.choose(2).choose(5))).containsExactly("Hi", "Hello", "Wait", "Yes?");
    }

    @Test
    void eachLeafIsABranchNamedByTheTurnThatMakesItOne() {
        ConversationTree<String> tree = hello.branch(2, "Wait").append("Yes?").branch(3, "Later");

        assertThat(tree.leaves()).extracting(Entry::turn).containsExactly("See you", "Yes?", "Later");
        assertThat(tree.leaves()).extracting(leaf -> tree.lastBranching(leaf.id()).turn()).containsExactly("See you", "Wait",
                "Later");
    }

    @Test
    void theFirstTurnCanHaveBranchesToo() {
        ConversationTree<String> tree = hello.branch(0, "Good morning");

        assertThat(shown(tree)).containsExactly("Good morning");
        assertThat(shown(tree.choose(0))).containsExactly("Hi", "Hello", "Bye", "See you");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25})
    void nothingIsEverLostAndThePathIsWhole(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        ConversationTree<String> tree = ConversationTree.empty();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            ConversationTree<String> before = tree;
            List<String> pathBefore = shown(before);
            int kind = tree.isEmpty() ? 0 : random.nextInt(3);
            int place = tree.isEmpty() ? 0 : random.nextInt(tree.entries().size());
            String turn = "turn " + i;
            tree = switch (kind) {
                case 0 -> tree.append(turn);
                case 1 -> tree.branch(place, turn);
                default -> tree.choose(place);
            };
            if (kind != 2) {
                said.add(turn);
                assertThat(shown(tree)).as("seed %d, step %d: the new turn is shown last", seed, i).endsWith(turn);
            } else {
                assertThat(tree.path()).as("seed %d, step %d", seed, i).extracting(Entry::id).contains(place);
            }
            assertThat(tree.entries()).as("seed %d, step %d: every turn is there", seed, i).extracting(Entry::turn)
                    .containsExactlyElementsOf(said);
            assertThat(shown(before)).as("seed %d, step %d: the tree before is as it was", seed, i).isEqualTo(pathBefore);
            checkPath(tree, seed, i);
        }
    }

    private static void checkPath(ConversationTree<String> tree, long seed, int step) {
        int parent = ConversationTree.START;
        for (Entry<String> entry : tree.path()) {
            assertThat(entry.parent()).as("seed %d, step %d: each turn follows the one before", seed, step).isEqualTo(parent);
            parent = entry.id();
        }
        assertThat(tree.leaf()).isEqualTo(parent);
        assertThat(tree.leaves()).as("seed %d, step %d: the path ends at a leaf", seed, step).extracting(Entry::id)
                .contains(parent);
        for (Entry<String> leaf : tree.leaves()) {
            assertThat(tree.choose(leaf.id()).path()).as("seed %d, step %d: each branch can be shown", seed, step)
                    .isEqualTo(tree.pathTo(leaf.id()));
        }
    }

    private static List<String> shown(ConversationTree<String> tree) {
        return tree.path().stream().map(Entry::turn).toList();
    }
}
