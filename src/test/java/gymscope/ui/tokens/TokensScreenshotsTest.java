package gymscope.ui.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.tokens.TokenTrace;
import gymscope.ui.Fx;
import gymscope.ui.controls.tokens.Quantity;
import gymscope.ui.controls.tokens.TokenPane;
import gymscope.ui.inspector.Inspector;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.ScreenEntry;
import gymscope.ui.shell.Shell;
import gymscope.wire.Span;
import gymscope.workspace.ApplicationHome;
import gymscope.workspace.Theme;
import gymscope.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.stage.Stage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes pictures of the Tokens screen to {@code target/screenshots}. */
class TokensScreenshotsTest {

    @TempDir
    Path config = Path.of("");

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
    void tokensInFullSize(Theme theme) {
        AppModel app = Fx.get(() -> new AppModel(Workspace.open(config, config), ApplicationHome.locate(),
                List.of(ScreenEntry.other(TokensScreen.class, "Tokens", "mdi2v-vector-difference", TokensScreen::new))));
        Shell shell = Fx.get(() -> new Shell(app, () -> new Inspector(app)));
        Stage stage = Fx.show(shell.root(), theme, Fx.Size.SMALL);
        Fx.run(() -> app.screens().open(TokensScreen.class));
        picture(stage, theme, "empty");
        open(app, "scripts", TokenSamples.scripts());
        TokenPane scripts = pane(stage);
        Fx.run(() -> scripts.surface().select(12));
        picture(stage, theme, "scripts");
        TokenTrace languages = TokenSamples.languages();
        open(app, "languages", languages);
        TokenPane emoji = pane(stage);
        Fx.run(() -> emoji.surface().select(languages.tokens().stream().filter(token -> token.text().equals("🙂")).findFirst()
                .orElseThrow().position()));
        picture(stage, theme, "languages");
        TokenTrace calls = TokenSamples.calls(10_000);
        open(app, "calls", calls);
        picture(stage, theme, "reasoning");
        Span call = calls.toolCalls().getFirst();
        TokenPane pane = pane(stage);
        Fx.run(() -> {
            pane.model().quantityProperty().set(Quantity.CHANNEL);
            pane.highlight("get_order", List.of(call));
            pane.model().queryProperty().set("order_id");
        });
        picture(stage, theme, "calls");
        List<TokenTrace> pair = TokenSamples.pair();
        Fx.run(() -> TokensScreen.compare(app, new NamedTrace("Qwen3-8B bf16", "policy_model", pair.getFirst()),
                new NamedTrace("Qwen3-8B fp8", "qwen_fp8", pair.getLast())));
        Fx.frames(3);
        Fx.run(() -> ((ComparisonPane) Objects.requireNonNull(stage.getScene().lookup(".token-comparison"))).firstDifference());
        assertThat(picture(stage, theme, "compare")).isNotEmptyFile();
        Fx.run(() -> {
            stage.close();
            app.close();
        });
    }

    private static void open(AppModel app, String name, TokenTrace trace) {
        Fx.run(() -> TokensScreen.open(app, new NamedTrace(name, "policy_model", trace)));
        Fx.frames(4);
    }

    private static TokenPane pane(Stage stage) {
        return Fx.get(() -> (TokenPane) Objects.requireNonNull(stage.getScene().lookup(".token-pane")));
    }

    private static Path picture(Stage stage, Theme theme, String name) {
        return Fx.picture(stage, "tokens-%s-%s".formatted(name, theme.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }
}
