package gymscope.ui.chat;

import gymscope.ui.controls.PngImage;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The three ways in which images come into a message: chosen, pasted, dropped. */
final class ImageIntake {

    private final Draft draft;
    private int pasted;

    ImageIntake(Draft draft) {
        this.draft = draft;
    }

    /** Lets the user choose files. */
    void choose(Window window) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Attach images");
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter("Images", "*.png", "*.jpg", "*.jpeg", "*.gif", "*.webp"));
        List<File> files = chooser.showOpenMultipleDialog(window);
        if (files != null) {
            draft.addFiles(files.stream().map(File::toPath).toList());
        }
    }

    /** Takes what the clipboard holds if that is an image or files and no text; whether it was. */
    boolean paste(Clipboard clipboard) {
        if (clipboard.hasFiles()) {
            draft.addFiles(paths(clipboard.getFiles()));
            return true;
        }
        Image image = clipboard.hasImage() && !clipboard.hasString() ? clipboard.getImage() : null;
        if (image == null) {
            return false;
        }
        pasted++;
        draft.addBytes("pasted %d.png".formatted(pasted), PngImage.bytes(image));
        return true;
    }

    /** Lets files be dropped on a node. */
    void acceptDropsOn(Node node) {
        node.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        node.setOnDragDropped(this::dropped);
    }

    private void dropped(DragEvent event) {
        boolean files = event.getDragboard().hasFiles();
        if (files) {
            draft.addFiles(paths(event.getDragboard().getFiles()));
        }
        event.setDropCompleted(files);
        event.consume();
    }

    private static List<Path> paths(List<File> files) {
        return files.stream().map(File::toPath).toList();
    }
}
