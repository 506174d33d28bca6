package gymscope.rollouts;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * So many rollouts at once: the scheduler takes a slot for each and waits for one when all are taken. The number can be
 * changed, the taking can be paused and ended. Thread-safe.
 */
final class Slots {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int limit;
    private int taken;
    private boolean paused;
    private boolean closed;

    Slots(int limit) {
        this.limit = limit;
    }

    /** Waits for a slot and takes it. Returns false when there are to be no more. */
    boolean take() {
        lock.lock();
        try {
            while (!closed && (paused || taken >= limit)) {
                changed.awaitUninterruptibly();
            }
            if (!closed) {
                taken++;
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    void giveBack() {
        change(() -> taken--);
    }

    /** A smaller number takes slots away as they are given back. */
    void setLimit(int newLimit) {
        change(() -> limit = newLimit);
    }

    void setPaused(boolean pause) {
        change(() -> paused = pause);
    }

    /** No more slots; those taken stay so until they are given back. */
    void close() {
        change(() -> closed = true);
    }

    void awaitAllGivenBack() {
        lock.lock();
        try {
            while (taken > 0) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
