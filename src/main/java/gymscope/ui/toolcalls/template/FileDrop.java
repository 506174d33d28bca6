package gymscope.ui.toolcalls.template;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.TransferMode;

/** Lets one file be dropped on a node. */
final class FileDrop {

    private FileDrop() {
    }

    /**
     * Takes files that are dropped on the node.
     *
     * @param taken takes the first one
     */
    static void on(Node node, Consumer<Path> taken) {
        node.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        node.setOnDragDropped(event -> {
            boolean files = event.getDragboard().hasFiles();
            if (files) {
                taken.accept(event.getDragboard().getFiles().getFirst().toPath());
            }
            event.setDropCompleted(files);
            event.consume();
        });
    }
}
