package gymscope.workspace;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the window remembers between starts, a crash included: sizes, the open screen, drafts. Each owner keeps its part
 * under its own key. Changes reach the disk within half a second, many of them at once. Thread-safe.
 */
public final class WindowState implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WindowState.class);
    private static final Duration DELAY = Duration.ofMillis(500);

    private final PrivateFile file;
    private final ObjectNode content;
    private boolean dirty;
    private boolean writing;

    WindowState(PrivateFile file) {
        this.file = file;
        this.content = file.read();
    }

    /** What is kept under the key, or null. */
    public synchronized @Nullable JsonNode get(String key) {
        JsonNode value = content.get(key);
        return value == null ? null : value.deepCopy();
    }

    /** The text kept under the key, or the other one. */
    public synchronized String text(String key, String otherwise) {
        String text = Json.text(content, key);
        return text == null ? otherwise : text;
    }

    /** The number kept under the key, or the other one. */
    public synchronized double number(String key, double otherwise) {
        Double number = Json.number(content, key);
        return number == null ? otherwise : number;
    }

    /** Keeps a value. */
    public synchronized void put(String key, JsonNode value) {
        content.set(key, value.deepCopy());
        changed();
    }

    /** Keeps a text. */
    public synchronized void put(String key, String value) {
        content.put(key, value);
        changed();
    }

    /** Keeps a number. */
    public synchronized void put(String key, double value) {
        content.put(key, value);
        changed();
    }

    /** Writes what is not written yet. */
    @Override
    public void close() {
        write();
    }

    private void changed() {
        dirty = true;
        if (!writing) {
            writing = true;
            Thread.ofVirtual().name("window state").start(this::writeSoon);
        }
    }

    private void writeSoon() {
        try {
            Thread.sleep(DELAY);
        } catch (InterruptedException atOnce) {
            Thread.currentThread().interrupt();
        }
        write();
    }

    private void write() {
        ObjectNode copy;
        synchronized (this) {
            writing = false;
            if (!dirty) {
                return;
            }
            dirty = false;
            copy = content.deepCopy();
        }
        try {
            file.write(copy);
        } catch (Fault problem) {
            LOG.warn("What the window remembers is not kept: {}", problem.sentence());
        }
    }
}
