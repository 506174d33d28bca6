package gymscope.environments.mcqa;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The options of a multiple-choice row in their order. Allowed letters are those with a text.
 *
 * @param all every letter with its text, null where the row has null
 */
record Options(List<Option> all) {

    record Option(String letter, @Nullable String text) {}

    Options {
        all = List.copyOf(all);
    }

    /** Reads {@code options}, a list of mappings from a letter to its text. */
    static Options of(JsonNode row) {
        List<Option> options = new ArrayList<>();
        for (JsonNode mapping : Json.elements(row, "options")) {
            mapping.properties().stream().filter(option -> Text.isOneLetter(option.getKey())).forEach(option -> options
                    .add(new Option(option.getKey().toUpperCase(Locale.ROOT),
                            option.getValue().isNull() ? null : option.getValue().asString())));
        }
        return new Options(options);
    }

    Set<String> letters() {
        return all.stream().filter(option -> option.text() != null).map(Option::letter).collect(Collectors.toSet());
    }

    /** The letter itself when it is allowed, else null. */
    @Nullable
    String allowed(@Nullable String letter) {
        return letter != null && letters().contains(letter) ? letter : null;
    }

    /** The first allowed letter whose text equals this one but for case and blanks; null when there is none. */
    @Nullable
    String letterOf(String text) {
        String wanted = Text.collapsed(text);
        return candidates().stream().filter(option -> Text.collapsed(String.valueOf(option.text())).equals(wanted))
                .map(Option::letter).findFirst().orElse(null);
    }

    /**
     * The same where a null text of an allowed letter is a fault of the row.
     *
     * @throws Fault when such a text is met before the answer
     */
    @Nullable
    String letterOfRefusingNull(String text) {
        String wanted = Text.collapsed(text);
        Set<String> letters = letters();
        for (Option option : all) {
            if (letters.contains(option.letter())) {
                if (option.text() == null) {
                    throw new Fault("Option %s of the row has no text, and the answer has to be compared with it."
                            .formatted(option.letter()), "Give every option a text, or leave the option out.");
                }
                if (Text.collapsed(option.text()).equals(wanted)) {
                    return option.letter();
                }
            }
        }
        return null;
    }

    /** The one letter whose text is contained in one of these; null when there is none or more than one. */
    @Nullable
    String onlyLetterContainedIn(List<String> texts) {
        Set<String> found = candidates().stream().filter(option -> {
            String wanted = Text.collapsed(String.valueOf(option.text()));
            return !wanted.isEmpty() && texts.stream().anyMatch(text -> Text.collapsed(text).contains(wanted));
        }).map(Option::letter).collect(Collectors.toSet());
        return found.size() == 1 ? found.iterator().next() : null;
    }

    private List<Option> candidates() {
        return all.stream().filter(option -> option.text() != null).toList();
    }
}
