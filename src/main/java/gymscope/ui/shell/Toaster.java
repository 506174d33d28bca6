package gymscope.ui.shell;

import gymscope.ui.controls.LinkButton;
import gymscope.ui.controls.Toast;
import javafx.animation.PauseTransition;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/** Shows toasts at the bottom right, one at a time, for four seconds each. */
final class Toaster extends StackPane {

    private static final Duration SHOWN = Duration.seconds(4);
    private static final Insets MARGIN = new Insets(0, 16, 40, 0);

    private final PauseTransition pause = new PauseTransition(SHOWN);

    Toaster(Notices notices) {
        setPickOnBounds(false);
        pause.setOnFinished(event -> getChildren().clear());
        notices.messageProperty().addListener((property, before, now) -> {
            if (now != null) {
                show(now);
            }
        });
    }

    private void show(Notices.Message message) {
        LinkButton link = message.link().isEmpty() ? null : new LinkButton(message.link(), () -> {
            getChildren().clear();
            message.open().run();
        });
        Toast toast = new Toast(message.tone(), message.text(), link);
        toast.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(toast, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(toast, MARGIN);
        getChildren().setAll(toast);
        pause.playFromStart();
    }

    /** Lays the toasts over a window's content. */
    static Pane over(Region content, Notices notices) {
        return new StackPane(content, new Toaster(notices));
    }
}
