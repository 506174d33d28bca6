package gymscope.ui.chat.turns;

import gymscope.ui.chat.conversation.ImageInput;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.Words;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Images of a message, small. */
public final class ImageStrip extends FlowPane {

    private static final double SIZE = 56;
    private static final long KILO = 1024;

    public ImageStrip() {
        getStyleClass().add("image-strip");
        show(List.of(), null);
    }

    /**
     * Shows images.
     *
     * @param remove takes the place of one to remove, null when none can be removed
     */
    public void show(List<ImageInput> images, @Nullable IntConsumer remove) {
        setVisible(!images.isEmpty());
        setManaged(!images.isEmpty());
        getChildren().clear();
        for (int i = 0; i < images.size(); i++) {
            getChildren().add(thumbnail(images.get(i), i, remove));
        }
    }

    private static Node thumbnail(ImageInput image, int place, @Nullable IntConsumer remove) {
        VBox words = new VBox(Words.label(image.name(), "small", "image-name"),
                Words.muted("%s, %s".formatted(image.mediaType().substring("image/".length()).toUpperCase(Locale.ROOT),
                        size(image.size()))));
        words.getStyleClass().add("words");
        HBox card = new HBox(picture(image), words);
        card.getStyleClass().addAll("outline-card", "image-card");
        if (remove != null) {
            card.getChildren().add(new IconButton("mdi2c-close", "Remove " + image.name(), () -> remove.accept(place)).small());
        }
        Tooltip.install(card, new Tooltip(image.name()));
        card.setAccessibleText("Image " + image.name());
        return card;
    }

    /** WebP can be sent but not be drawn here. */
    private static Node picture(ImageInput image) {
        Image picture = new Image(new ByteArrayInputStream(image.bytes()), SIZE, SIZE, true, true);
        StackPane frame = new StackPane();
        frame.getStyleClass().add("image-frame");
        if (picture.isError()) {
            frame.getChildren().add(Icon.of("mdi2i-image-outline"));
        } else {
            frame.getChildren().add(new ImageView(picture));
        }
        return frame;
    }

    private static String size(long bytes) {
        return bytes < KILO * KILO
                ? "%d kB".formatted(Math.max(1, bytes / KILO))
                : "%.1f MB".formatted(bytes / (double) (KILO * KILO));
    }
}
