package gymscope.client;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import okhttp3.ConnectionPool;
import okhttp3.internal.concurrent.TaskRunner;
import okhttp3.internal.connection.ConnectionListener;

/**
 * When a pool looks for connections that have been idle too long: once in a while. Left to itself OkHttp wakes a thread for
 * that at the end of every answer, before the answer's last bytes are handed to their reader; with 16 answers at one instant
 * those wakes are a quarter of the processor time. Its own types for background work are used for this, there being no public
 * ones; a change of theirs does not compile.
 */
final class IdleConnections implements TaskRunner.Backend {

    private static final long EVERY = TimeUnit.SECONDS.toNanos(1);

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    private IdleConnections() {
    }

    /** A pool that keeps so many idle connections, each at least so long and about a second more. */
    static ConnectionPool pool(int most, int seconds) {
        TaskRunner runner = new TaskRunner(new IdleConnections(), Logger.getLogger(IdleConnections.class.getName()));
        return new ConnectionPool(most, seconds, TimeUnit.SECONDS, runner, ConnectionListener.Companion.getNONE());
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void coordinatorNotify(TaskRunner runner) {
        // It comes by itself.
    }

    @Override
    public void coordinatorWait(TaskRunner runner, long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(runner, Math.min(nanos, EVERY));
        } catch (InterruptedException stopped) {
            runner.cancelAll();
        }
    }

    @Override
    public <T> BlockingQueue<T> decorate(BlockingQueue<T> queue) {
        return queue;
    }

    @Override
    public void execute(TaskRunner runner, Runnable work) {
        threads.execute(work);
    }
}
