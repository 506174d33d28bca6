package gymscope.ui.verify;

import gymscope.verification.Theme;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The checks in their groups. Arrow keys go from line to line, left and right fold and unfold a group, Enter opens a
 * check's exchanges. Lines stay where they are while verdicts come in.
 */
final class CheckList extends ScrollPane {

    private final VerifyModel model;
    private final VBox lines = new VBox();
    private final Map<Theme, GroupLine> groups = new EnumMap<>(Theme.class);
    private final Map<String, CheckLine> checks = new HashMap<>();
    private @Nullable Theme head;

    CheckList(VerifyModel model) {
        this.model = model;
        getStyleClass().add("check-list");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setContent(lines);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        setAccessibleText("Checks");
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        model.selectedProperty().addListener((property, before, now) -> {
            if (!now.isEmpty()) {
                head = null;
            }
            refresh();
            CheckLine line = checks.get(now);
            if (line != null) {
                reveal(line);
            }
        });
    }

    /** Shows the verdicts as they are now. */
    void refresh() {
        Verification verification = model.verificationProperty().get();
        if (verification == null) {
            lines.getChildren().clear();
            return;
        }
        List<Node> wanted = new ArrayList<>();
        for (CheckGroup group : CheckGroup.of(verification.rows())) {
            boolean folded = model.isFolded(group);
            GroupLine line = groups.computeIfAbsent(group.theme(), theme -> groupLine(group));
            line.show(group, group.theme() == head, folded);
            wanted.add(line);
            if (!folded) {
                group.rows().forEach(row -> wanted.add(checkLine(row)));
            }
        }
        if (!lines.getChildren().equals(wanted)) {
            lines.getChildren().setAll(wanted);
        }
    }

    private GroupLine groupLine(CheckGroup group) {
        GroupLine line = new GroupLine(group);
        line.setOnMouseClicked(event -> {
            requestFocus();
            fold(line, !model.isFolded(line.group()));
        });
        return line;
    }

    private CheckLine checkLine(CheckRow row) {
        CheckLine line = checks.computeIfAbsent(row.id(), id -> {
            CheckLine made = new CheckLine(row, () -> runAgain(id));
            made.setOnMouseClicked(event -> {
                requestFocus();
                model.inspect(made.row());
            });
            return made;
        });
        line.show(row, row.id().equals(model.selectedProperty().get()), model.isOpen(row));
        return line;
    }

    private void runAgain(String id) {
        CheckLine line = checks.get(id);
        if (line != null) {
            model.runAgain(line.row());
        }
    }

    private void fold(GroupLine line, boolean folded) {
        model.setFolded(line.group(), folded);
        refresh();
    }

    private void key(KeyEvent event) {
        if (event.getTarget() != this) {
            return;
        }
        switch (event.getCode()) {
            case UP -> move(-1);
            case DOWN -> move(1);
            case HOME -> select(0);
            case END -> select(lines.getChildren().size() - 1);
            case LEFT, RIGHT, SPACE, ENTER -> act(event);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void act(KeyEvent event) {
        Node at = at();
        switch (at) {
            case GroupLine line -> fold(line, switch (event.getCode()) {
                case LEFT -> true;
                case RIGHT -> false;
                default -> !model.isFolded(line.group());
            });
            case CheckLine line -> model.inspect(line.row());
            case null, default -> {
            }
        }
    }

    private void move(int by) {
        Node at = at();
        select(at == null ? 0 : lines.getChildren().indexOf(at) + by);
    }

    private void select(int index) {
        if (index < 0 || index >= lines.getChildren().size()) {
            return;
        }
        Node line = lines.getChildren().get(index);
        switch (line) {
            case GroupLine group -> {
                head = group.group().theme();
                model.selectedProperty().set("");
                refresh();
                reveal(group);
            }
            case CheckLine check -> model.select(check.row());
            default -> {
            }
        }
    }

    private @Nullable Node at() {
        GroupLine group = head == null ? null : groups.get(head);
        Node line = group != null ? group : checks.get(model.selectedProperty().get());
        return line != null && lines.getChildren().contains(line) ? line : null;
    }

    private void reveal(Region line) {
        if (!lines.getChildren().contains(line)) {
            return;
        }
        layout();
        double room = lines.getHeight() - getViewportBounds().getHeight();
        Bounds bounds = line.getBoundsInParent();
        double top = getVvalue() * Math.max(0, room);
        if (room <= 0) {
            return;
        }
        if (bounds.getMinY() < top) {
            setVvalue(bounds.getMinY() / room);
        } else if (bounds.getMaxY() > top + getViewportBounds().getHeight()) {
            setVvalue((bounds.getMaxY() - getViewportBounds().getHeight()) / room);
        }
    }
}
