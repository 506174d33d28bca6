package gymscope.ui.chat;

import gymscope.ui.chat.conversation.ImageInput;
import gymscope.ui.chat.conversation.UserTurn;
import gymscope.ui.controls.Work;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.workspace.WindowState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * The message that is being written, with its images. Kept over a restart and a crash; of images as many as fit into a
 * megabyte. UI thread only; files are read on virtual threads.
 */
final class Draft {

    private static final String TEXT_KEY = "chat.draft";
    private static final String IMAGES_KEY = "chat.draftImages";
    private static final int MOST_KEPT = 1 << 20;

    private final WindowState state;
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ObservableList<ImageInput> images = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Fault> problem = new ReadOnlyObjectWrapper<>(this, "problem");

    Draft(WindowState state) {
        this.state = state;
        text.set(state.text(TEXT_KEY, ""));
        Json.elements(Json.object().set("images", Objects.requireNonNullElseGet(state.get(IMAGES_KEY), Json::array)), "images")
                .stream().map(ImageInput::fromJson).filter(Objects::nonNull).forEach(images::add);
        text.subscribe((before, now) -> state.put(TEXT_KEY, now));
        images.addListener((ListChangeListener<ImageInput>) change -> keepImages());
    }

    StringProperty textProperty() {
        return text;
    }

    ObservableList<ImageInput> images() {
        return images;
    }

    /** Why an image was not taken, null when it was. */
    ReadOnlyObjectProperty<@Nullable Fault> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    void clearProblem() {
        problem.set(null);
    }

    boolean isEmpty() {
        return text.get().isBlank() && images.isEmpty();
    }

    /** What is written, as a turn. */
    UserTurn turn() {
        return new UserTurn(text.get().strip(), images);
    }

    void clear() {
        text.set("");
        images.clear();
        problem.set(null);
    }

    /** Writes what a message had said, to be said otherwise. */
    void load(UserTurn turn) {
        text.set(turn.text());
        images.setAll(turn.images());
    }

    /** Adds image files. */
    void addFiles(List<Path> files) {
        Work.start("read images", () -> {
            List<ImageInput> read = new ArrayList<>();
            for (Path file : files) {
                read.add(ImageInput.read(file));
            }
            return read;
        }, read -> read.forEach(this::add), broken -> problem.set(asFault(broken)));
    }

    /** Adds an image that was pasted or dropped, from the bytes of its file. */
    void addBytes(String name, byte[] bytes) {
        try {
            add(ImageInput.of(name, bytes));
        } catch (Fault refused) {
            problem.set(refused);
        }
    }

    private void add(ImageInput image) {
        if (images.size() >= ImageInput.MOST_IMAGES) {
            problem.set(new Fault("%s is not added: a message carries at most %d images.".formatted(image.name(),
                    ImageInput.MOST_IMAGES), "Remove one first."));
            return;
        }
        problem.set(null);
        images.add(image);
    }

    private void keepImages() {
        ArrayNode kept = Json.array();
        long size = 0;
        for (ImageInput image : images) {
            size += image.dataUrl().length();
            if (size <= MOST_KEPT) {
                kept.add(image.toJson());
            }
        }
        state.put(IMAGES_KEY, kept);
    }

    private static Fault asFault(Exception problem) {
        return problem instanceof Fault fault ? fault : new Fault(Fault.sentenceOf(problem), "", problem);
    }
}
