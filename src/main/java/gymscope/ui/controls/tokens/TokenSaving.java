package gymscope.ui.controls.tokens;

import gymscope.ui.controls.IconButton;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.stage.FileChooser;

/**
 * Saves surfaces into files that the user chooses. UI thread only; both listeners are called on it.
 *
 * @param folder where the user is asked first
 * @param saved told of a written file
 * @param failed told why there is none
 */
public record TokenSaving(Path folder, Consumer<Path> saved, Consumer<Exception> failed) {

    /** A button that opens the menu of forms for a surface. */
    public IconButton button(TokenSurface surface) {
        ContextMenu menu = new ContextMenu();
        for (TokenExport form : TokenExport.values()) {
            MenuItem item = new MenuItem("%s (%s)…".formatted(form.words(), form.name()));
            item.setOnAction(event -> ask(form, surface));
            menu.getItems().add(item);
        }
        IconButton[] button = new IconButton[1];
        button[0] = new IconButton("mdi2e-export-variant", "Export", () -> menu.show(button[0], Side.BOTTOM, 0, 4)).small();
        return button[0];
    }

    private void ask(TokenExport form, TokenSurface surface) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Export the tokens");
        chooser.setInitialDirectory(folder.toFile());
        chooser.setInitialFileName("tokens." + form.ending());
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(form.words(), "*." + form.ending()));
        File file = chooser.showSaveDialog(surface.getScene().getWindow());
        if (file != null) {
            save(form, surface, file.toPath());
        }
    }

    /** Saves a surface; the listeners tell how it went. */
    public void save(TokenExport form, TokenSurface surface, Path file) {
        try {
            TokenExport.Content content = form.of(surface);
            Thread.ofVirtual().name("export of tokens").start(() -> write(content, file));
        } catch (RuntimeException problem) {
            failed.accept(problem);
        }
    }

    private void write(TokenExport.Content content, Path file) {
        try {
            TokenExport.write(content, file);
            Platform.runLater(() -> saved.accept(file));
        } catch (IOException problem) {
            Platform.runLater(() -> failed.accept(problem));
        }
    }
}
