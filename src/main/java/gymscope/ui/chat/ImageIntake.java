package gymscope.ui.chat;

import gymscope.ui.controls.PngImage;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.TransferMode;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The three ways in which images come into a message: chosen, pasted, dropped. */
final class ImageIntake {

    private static final PseudoClass DROPPING = PseudoClass.getPseudoClass("dropping");

    private final Draft draft;
    private int made;

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

    /** Takes what the clipboard holds if that is files, or an image and no text; whether it was. */
    boolean paste(Clipboard clipboard) {
        return (clipboard.hasFiles() || !clipboard.hasString()) && take(clipboard, "pasted");
    }

    /**
     * Lets images be dropped on a node.
     *
     * @param marked shows that they can be, while they are over the node
     */
    void acceptDropsOn(Node node, Node marked) {
        node.setOnDragOver(event -> {
            if (isImage(event.getDragboard())) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        node.setOnDragEntered(event -> marked.pseudoClassStateChanged(DROPPING, isImage(event.getDragboard())));
        node.setOnDragExited(event -> marked.pseudoClassStateChanged(DROPPING, false));
        node.setOnDragDropped(event -> {
            event.setDropCompleted(take(event.getDragboard(), "dropped"));
            event.consume();
        });
    }

    private static boolean isImage(Clipboard content) {
        return content.hasFiles() || content.hasImage();
    }

    /** Files, or an image that is none, which becomes one; whether there was either. */
    private boolean take(Clipboard content, String how) {
        if (content.hasFiles()) {
            draft.addFiles(paths(content.getFiles()));
            return true;
        }
        Image image = content.hasImage() ? content.getImage() : null;
        if (image == null) {
            return false;
        }
        made++;
        draft.addBytes("%s %d.png".formatted(how, made), PngImage.bytes(image));
        return true;
    }

    private static List<Path> paths(List<File> files) {
        return files.stream().map(File::toPath).toList();
    }
}
