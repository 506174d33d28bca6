package gymscope.cli;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C and SIGTERM for commands that run until stopped: the first one ends the work cleanly, a second one ends the
 * process at once. Until it is closed it stands in for the system's own handling.
 */
final class StopSignal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
    private static final int ENDED_BY_CTRL_C = 130;

    private final AtomicInteger count = new AtomicInteger();
    private final Runnable onFirst;
    private final List<Runnable> restore = new ArrayList<>();

    private StopSignal(Runnable onFirst) {
        this.onFirst = onFirst;
    }

    /** @param onFirst what the first signal does, on a thread of its own */
    static StopSignal listen(Runnable onFirst) {
        StopSignal signal = new StopSignal(onFirst);
        signal.handle("INT");
        signal.handle("TERM");
        return signal;
    }

    /** Whether a signal came. */
    boolean isReceived() {
        return count.get() > 0;
    }

    /** What a signal does. */
    void receive() {
        if (count.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(ENDED_BY_CTRL_C);
        }
        Thread.ofVirtual().start(onFirst);
    }

    @Override
    public void close() {
        restore.forEach(Runnable::run);
    }

    /** By reflection: sun.misc.Signal is exported for this use, but the compiler warns of it and offers no way to agree. */
    private void handle(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[]{handler},
                    (proxy, method, arguments) -> {
                        receive();
                        return null;
                    });
            Object number = signal.getConstructor(String.class).newInstance(name);
            Object former = signal.getMethod("handle", signal, handler).invoke(null, number, ours);
            restore.add(() -> putBack(signal, handler, number, former));
        } catch (ReflectiveOperationException | IllegalArgumentException notHere) {
            LOG.debug("SIG{} is left to the system", name, notHere);
        }
    }

    private static void putBack(Class<?> signal, Class<?> handler, Object number, Object former) {
        try {
            signal.getMethod("handle", signal, handler).invoke(null, number, former);
        } catch (ReflectiveOperationException impossible) {
            LOG.debug("The former signal handler could not be put back", impossible);
        }
    }
}
