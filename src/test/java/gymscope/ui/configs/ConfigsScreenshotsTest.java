package gymscope.ui.configs;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.ui.Fx;
import gymscope.ui.controls.PopupLayer;
import gymscope.workspace.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of the Configs screen in all its states. */
class ConfigsScreenshotsTest {

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"LIGHT, SMALL", "DARK, SMALL", "LIGHT, LARGE", "HIGH_CONTRAST, SMALL"})
    void pictures(Theme theme, Fx.Size size) throws IOException {
        String suffix = "-" + theme.name().toLowerCase(Locale.ROOT) + (size == Fx.Size.SMALL ? "" : "-" + size.width());
        try (ConfigsWindow window = new ConfigsWindow(folder)) {
            Stage stage = Fx.show(window.shell().root(), theme, size);
            ConfigsScreen screen = window.open();
            Fx.until("the files are listed", () -> screen.model().filesProperty().get() != null);
            Fx.picture(stage, "configs-empty" + suffix);
            window.opened("configs/judge.yaml");
            ConfigsModel model = window.opened("configs/ticket_triage.yaml");
            Fx.run(() -> model.overridesProperty()
                    .set("++policy_model.responses_api_models.openai_model.openai_model=Qwen3-32B"));
            Fx.until("the override counts", () -> {
                ConfigAnalysis analysis = model.analysisProperty().get();
                return analysis != null && analysis.overridden() == 1;
            });
            assertThat(Fx.picture(stage, "configs-clean" + suffix)).isNotEmptyFile();
            Fx.run(() -> ((Button) Objects.requireNonNull(stage.getScene().lookup(".overrides-button"))).fire());
            Fx.picture(stage, "configs-overrides" + suffix);
            Fx.run(() -> ((PopupLayer) stage.getScene().getRoot()).closePopover());
            ConfigsWindow.typed(model, ConfigsWindow.MAIN.replace("max_steps", "max_step"));
            Fx.until("the draft is kept", () -> model.keptProperty().get().contains("configs/ticket_triage.yaml"));
            Fx.picture(stage, "configs-warning" + suffix);
            ConfigsWindow.typed(model, ConfigsWindow.MAIN.replace("name: policy_model", "name: policy_modle")
                    .replace("${policy_model_name}", "${policy_model_nam}"));
            Fx.picture(stage, "configs-errors" + suffix);
            ConfigEditor editor = Objects.requireNonNull(Fx.get(() -> screen.view().editor()));
            ConfigsWindow.typed(model, ConfigsWindow.MAIN);
            Fx.run(() -> {
                editor.area().requestFocus();
                int place = editor.area().getText().indexOf("${policy_api_key}") + 2;
                editor.area().deleteText(place, place + "policy_api_key}".length());
                editor.area().moveTo(place);
                editor.area().insertText(place, "pol");
                editor.openCompletion();
            });
            Fx.picture(stage, "configs-completion" + suffix);
            Fx.run(() -> editor.closeTopmost());
            ConfigsWindow.typed(model, ConfigsWindow.MAIN + "# end\n");
            Fx.run(editor::openFind);
            Fx.picture(stage, "configs-find" + suffix);
            window.opened("data/example.jsonl");
            Fx.picture(stage, "configs-data" + suffix);
            Fx.run(stage::close);
        }
    }
}
