package gymscope.ui;

import gymscope.ui.chat.ChatScreen;
import gymscope.ui.configs.ConfigsScreen;
import gymscope.ui.firstrun.FirstRunScreen;
import gymscope.ui.rollouts.RolloutsScreen;
import gymscope.ui.servers.ServersScreen;
import gymscope.ui.settings.SettingsScreen;
import gymscope.ui.shell.ScreenEntry;
import gymscope.ui.tokens.TokensScreen;
import gymscope.ui.toolcalls.ToolCallsScreen;
import gymscope.ui.traffic.TrafficScreen;
import gymscope.ui.verify.VerifyScreen;
import gymscope.workspace.Theme;
import java.util.List;
import java.util.function.Consumer;

/** The screens that the window has, in the rail's order. */
final class WindowScreens {

    private WindowScreens() {
    }

    /**
     * All of them.
     *
     * @param wear puts a theme on the window
     */
    static List<ScreenEntry<?>> all(Consumer<Theme> wear) {
        return List.of(ScreenEntry.main(ServersScreen.class, "Servers", "mdi2s-server-outline", ServersScreen::new),
                ScreenEntry.main(VerifyScreen.class, "Verify", "mdi2c-check-decagram-outline", VerifyScreen::new),
                ScreenEntry.main(ChatScreen.class, "Chat", "mdi2m-message-text-outline", ChatScreen::new),
                ScreenEntry.main(ToolCallsScreen.class, "Tool calls", "mdi2c-code-braces", ToolCallsScreen::new),
                ScreenEntry.main(RolloutsScreen.class, "Rollouts", "mdi2r-repeat-variant", RolloutsScreen::new),
                ScreenEntry.main(TrafficScreen.class, "Traffic", "mdi2s-swap-horizontal", TrafficScreen::new),
                ScreenEntry.main(ConfigsScreen.class, "Configs", "mdi2f-file-cog-outline", ConfigsScreen::new),
                ScreenEntry.other(FirstRunScreen.class, "Welcome", "mdi2h-home-outline", FirstRunScreen::new),
                ScreenEntry.other(TokensScreen.class, "Tokens", "mdi2v-vector-difference", TokensScreen::new),
                ScreenEntry.other(SettingsScreen.class, "Settings", "mdi2c-cog-outline", app -> new SettingsScreen(app, wear)));
    }
}
