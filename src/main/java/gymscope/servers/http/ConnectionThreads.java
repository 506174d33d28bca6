package gymscope.servers.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The threads on which connections are served: platform threads for some of the quick ones, virtual ones for the rest, so
 * that thousands stay cheap. The kernel wakes a platform thread itself when bytes come; a virtual one waits for the thread
 * that polls and for one that carries it. With 16 calls at once in front of an upstream that takes 200 ms, that is 0.2 ms
 * against 0.6 ms of added latency on two processors ({@code gymscope bench servers --only latency}).
 */
final class ConnectionThreads {

    private static final int MOST_QUICK = 64;
    private static final int MOST_PLATFORM_THREADS = 512;

    private final Semaphore quick = new Semaphore(MOST_QUICK);
    private final Semaphore platform = new Semaphore(MOST_PLATFORM_THREADS);

    /** The thread of one connection. */
    interface Serving {

        /** Not started yet; {@code run} is what it does. */
        Thread thread(Runnable run);

        /** Its calls take long: a quick one may have its place. */
        void takesLong();
    }

    Serving next() {
        if (!quick.tryAcquire()) {
            return new Virtual();
        }
        if (!platform.tryAcquire()) {
            quick.release();
            return new Virtual();
        }
        return new Platform();
    }

    private static final class Virtual implements Serving {

        @Override
        public Thread thread(Runnable run) {
            return Thread.ofVirtual().unstarted(run);
        }

        @Override
        public void takesLong() {
            // There are as many as are wanted.
        }
    }

    private final class Platform implements Serving {

        private final AtomicBoolean isQuick = new AtomicBoolean(true);

        @Override
        public Thread thread(Runnable run) {
            return Thread.ofPlatform().daemon().name("connection").unstarted(() -> {
                try {
                    run.run();
                } finally {
                    takesLong();
                    platform.release();
                }
            });
        }

        @Override
        public void takesLong() {
            if (isQuick.getAndSet(false)) {
                quick.release();
            }
        }
    }
}
