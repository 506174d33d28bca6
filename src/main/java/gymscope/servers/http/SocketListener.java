package gymscope.servers.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener on blocking sockets, one {@linkplain ConnectionThreads thread} a connection. Our own because no library tells that the client of a waiting call
 * has hung up: tried were the JDK's server, robaho 1.0.29 and Jetty 12.1, with 100, 24 and 34 µs of processor time a call.
 */
final class SocketListener implements HttpListener {

    private static final Logger LOG = LoggerFactory.getLogger(SocketListener.class);
    private static final int BACKLOG = 4096;
    private static final int MOST_CONNECTIONS = 16_384;
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration TIME_TO_END = Duration.ofMillis(500);

    private final ServerSocket server;
    private final Settings settings;
    private final Router router;
    private final CallObserver observer;
    private final ConnectionThreads threads = new ConnectionThreads();
    private final Map<Connection, Thread> connections = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private SocketListener(ServerSocket server, Settings settings, Router router, CallObserver observer) {
        this.server = server;
        this.settings = settings;
        this.router = router;
        this.observer = observer;
    }

    static HttpListener open(Settings settings, Router router, CallObserver observer) throws IOException {
        if (!Guard.isLoopback(settings.host())) {
            throw new IllegalArgumentException(settings.host() + " is not an address of this machine's own");
        }
        ServerSocket server = new ServerSocket(settings.port(), BACKLOG, InetAddress.getByName(settings.host()));
        SocketListener listener = new SocketListener(server, settings, router, observer);
        Thread.ofVirtual().name("accept " + server.getLocalPort()).start(listener::accept);
        Thread.ofVirtual().name("look after " + server.getLocalPort()).start(listener::lookAfter);
        return listener;
    }

    @Override
    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        closed.countDown();
        end(server::close);
        long end = System.nanoTime() + TIME_TO_END.toNanos();
        connections.keySet().forEach(connection -> end(connection::stop));
        try {
            for (Thread thread : connections.values()) {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        connections.keySet().forEach(connection -> end(connection::close));
    }

    private void accept() {
        while (closed.getCount() > 0) {
            try {
                take(server.accept());
            } catch (IOException problem) {
                if (closed.getCount() > 0) {
                    LOG.warn("A connection could not be taken: {}", problem.getMessage());
                    pause();
                }
            }
        }
    }

    private void take(Socket socket) throws IOException {
        if (connections.size() >= MOST_CONNECTIONS) {
            LOG.warn("There are {} connections already; another one was refused.", MOST_CONNECTIONS);
            socket.close();
            return;
        }
        // Without it a small piece waits for the acknowledgement of the one before, up to 40 ms.
        socket.setTcpNoDelay(true);
        ConnectionThreads.Serving serving = threads.next();
        Connection connection = new Connection(socket, settings, router, observer, serving::takesLong);
        Thread thread = serving.thread(() -> {
            try {
                connection.serve();
            } finally {
                connections.remove(connection);
            }
        });
        connections.put(connection, thread);
        thread.start();
        if (closed.getCount() == 0) {
            connection.close();
        }
    }

    private void lookAfter() {
        try {
            while (!closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                List<Connection> quiet = connections.keySet().stream().filter(connection -> look(connection, now)).toList();
                if (!quiet.isEmpty()) {
                    // All of them on one thread: should one client not read, the next round does not wait for this one.
                    Thread.ofVirtual().start(() -> quiet.forEach(Connection::comment));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean look(Connection connection, long now) {
        try {
            return connection.look(now);
        } catch (IOException closedAlready) {
            LOG.debug("A socket was closed already: {}", closedAlready.getMessage());
            return false;
        }
    }

    /** Out of file handles, for instance: the next attempt is made a little later. */
    private void pause() {
        try {
            closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Ending {
        void run() throws IOException;
    }

    private static void end(Ending ending) {
        try {
            ending.run();
        } catch (IOException closedAlready) {
            LOG.debug("A socket was closed already: {}", closedAlready.getMessage());
        }
    }
}
