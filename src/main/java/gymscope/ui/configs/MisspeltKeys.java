package gymscope.ui.configs;

import gymscope.config.ConfigInspection;
import gymscope.config.Origin;
import gymscope.config.ServerInstance;
import gymscope.config.Spelling;
import gymscope.ui.configs.Problem.Fix;
import gymscope.ui.configs.Problem.Severity;
import gymscope.ui.forms.KindForm;
import gymscope.ui.forms.KindForms;
import gymscope.ui.forms.Setting;
import java.util.ArrayList;
import java.util.List;

/** Keys that NeMo Gym takes and nobody reads, when they look like one that is read. */
final class MisspeltKeys {

    private static final int MOST_WRONG = 2;

    private MisspeltKeys() {
    }

    /** Those of all servers of a configuration whose kind is known. */
    static List<Problem> in(ConfigInspection config) {
        List<Problem> problems = new ArrayList<>();
        config.servers().forEach(server -> KindForms.of(server.kind(), server.implementation())
                .ifPresent(form -> find(server, form, config, problems)));
        return problems;
    }

    private static void find(ServerInstance server, KindForm form, ConfigInspection config, List<Problem> problems) {
        List<String> known = form.settings().stream().map(setting -> setting.key().split("\\.", 2)[0]).toList();
        for (String key : server.settings().propertyNames()) {
            List<String> close = known.contains(key)
                    ? List.of()
                    : Spelling.closest(key, known).stream().filter(meant -> isSlip(key, meant)).toList();
            if (!close.isEmpty()) {
                List<String> path = List.of(server.name(), server.kind().key(), server.implementation(), key);
                Origin origin = config.originOf(path);
                String meant = close.getFirst();
                String effect = form.setting(meant).map(Setting::fallback).filter(fallback -> !fallback.isEmpty())
                        .map(fallback -> "The line has no effect: %s stays %s.".formatted(meant, fallback))
                        .orElse("The line has no effect.");
                problems.add(new Problem(Severity.WARNING, config.fileOf(origin), Problem.placeOf(origin), origin.line(),
                        origin.column(), String.join(".", path),
                        "%s has no key %s. Did you mean %s?".formatted(server.implementation(), key, meant), effect,
                        new Fix(path, meant)));
            }
        }
    }

    /** Whether two words differ in one place only, by two letters at most: what is meant to be another word is let through. */
    static boolean isSlip(String written, String meant) {
        int start = 0;
        int least = Math.min(written.length(), meant.length());
        while (start < least && written.charAt(start) == meant.charAt(start)) {
            start++;
        }
        int same = 0;
        while (same < least - start
                && written.charAt(written.length() - 1 - same) == meant.charAt(meant.length() - 1 - same)) {
            same++;
        }
        return Math.max(written.length(), meant.length()) - start - same <= MOST_WRONG;
    }
}
