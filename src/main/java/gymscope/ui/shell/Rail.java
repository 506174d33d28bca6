package gymscope.ui.shell;

import gymscope.ui.controls.Icon;
import gymscope.ui.controls.PopupLayer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The rail at the left: the screens, and below them jobs and settings. */
final class Rail extends VBox {

    private static final double MARK_SIZE = 26;

    private final AppModel app;
    private final ToggleGroup group = new ToggleGroup();

    Rail(AppModel app) {
        this.app = app;
        getStyleClass().add("rail");
        StackPane mark = new StackPane(new Mark(MARK_SIZE));
        mark.getStyleClass().add("mark");
        getChildren().add(mark);
        app.screens().rail().forEach(entry -> getChildren().add(item(entry)));
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        getChildren().addAll(space, jobs());
        app.screens().entries().stream().filter(entry -> entry.name().equals("Settings"))
                .forEach(entry -> getChildren().add(item(entry)));
        app.screens().currentProperty().addListener((property, before, now) -> showCurrent());
        showCurrent();
    }

    private ToggleButton item(ScreenEntry<?> entry) {
        ToggleButton item = new ToggleButton(entry.name(), Icon.large(entry.icon()));
        item.getStyleClass().add("rail-item");
        item.setContentDisplay(ContentDisplay.TOP);
        item.setToggleGroup(group);
        item.setUserData(entry);
        item.setOnAction(event -> {
            app.screens().open(entry);
            showCurrent();
        });
        return item;
    }

    private void showCurrent() {
        Object current = app.screens().currentProperty().get();
        group.selectToggle(
                group.getToggles().stream().filter(toggle -> toggle.getUserData().equals(current)).findFirst().orElse(null));
    }

    private Node jobs() {
        Label count = new Label();
        count.getStyleClass().add("job-count");
        StackPane.setAlignment(count, Pos.TOP_CENTER);
        count.setTranslateX(COUNT_X);
        count.setTranslateY(COUNT_Y);
        Button item = new Button("Jobs", new StackPane(Icon.large("mdi2p-progress-clock"), count));
        item.getStyleClass().add("rail-item");
        item.setContentDisplay(ContentDisplay.TOP);
        JobsPopover popover = new JobsPopover(app.jobs());
        item.setOnAction(event -> {
            PopupLayer layer = PopupLayer.of(this);
            if (layer != null) {
                layer.togglePopoverBeside(popover, item);
            }
        });
        Runnable show = () -> {
            int running = app.jobs().running().size();
            count.setText(Integer.toString(running));
            count.setVisible(running > 0);
            item.setAccessibleText(running == 0 ? "Jobs" : "Jobs, %d running".formatted(running));
        };
        app.jobs().running().addListener((ListChangeListener<Job>) change -> show.run());
        show.run();
        return item;
    }

    private static final double COUNT_X = 11;
    private static final double COUNT_Y = -4;
}
