package gymscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PaletteSearchTest {

    private final PaletteSearch search = new PaletteSearch(
            List.of(action("Stop all servers"), action("Re-verify the run"), action("Verify demo"), action("New run"),
                    action("Verify").in(Action.Group.SCREENS), action("Use demo").in(Action.Group.ENDPOINTS)));

    @Test
    void hitsAtTheBeginningComeFirstThenAtWordsThenInside() {
        assertThat(titles("ver")).containsExactly("Verify demo", "Re-verify the run", "Stop all servers", "Verify");
    }

    @Test
    void namesTheLettersThatWereHit() {
        PaletteSearch.Hit hit = search.find("VER").get(1);
        assertThat(hit.action().title().substring(hit.from(), hit.to())).isEqualTo("ver");
    }

    @Test
    void aSignNarrowsToItsGroup() {
        assertThat(titles("@")).containsExactly("Use demo");
        assertThat(titles("> run")).containsExactly("Re-verify the run", "New run");
    }

    @Test
    void nothingTypedShowsEverythingAndNonsenseNothing() {
        assertThat(titles("")).hasSize(6);
        assertThat(titles("xyz")).isEmpty();
    }

    private List<String> titles(String typed) {
        return search.find(typed).stream().map(hit -> hit.action().title()).toList();
    }

    private static Action action(String title) {
        return Action.of(title, "mdi2p-play", () -> {});
    }
}
