package gymscope.servers.http;

import gymscope.servers.http.HttpListener.Settings;
import gymscope.wire.ApiError;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: its requests one after another on a thread of its own. Another thread comes by
 * regularly ({@link #look}), ends what takes too long, sends comments in quiet streams and begins to look ahead, so that
 * the thread of a call whose client hangs up is interrupted.
 */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final long MOST_IDLE = TimeUnit.SECONDS.toNanos(75);
    private static final long MOST_FOR_HEAD = TimeUnit.SECONDS.toNanos(15);
    private static final long MOST_BETWEEN_BYTES = TimeUnit.SECONDS.toNanos(30);
    private static final long MOST_STALLED = TimeUnit.MINUTES.toNanos(5);
    private static final long LOOK_AHEAD_AFTER = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long MOST_QUIET = TimeUnit.SECONDS.toNanos(2);
    private static final int MOST_DROPPED = 16 << 20;
    private static final int LINGER_MILLIS = 1000;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private enum State {
        IDLE, READING_HEAD, READING_BODY, ANSWERING
    }

    private final Socket socket;
    private final Settings settings;
    private final Router router;
    private final CallObserver observer;
    private final Runnable onLongCall;
    private final ConnectionInput input;
    private final OutputStream out;
    private volatile State state = State.IDLE;
    private volatile long since = System.nanoTime();
    private volatile boolean late;
    private volatile @Nullable Answer answer;
    private @Nullable Thread caller;
    private @Nullable Runnable ending;
    private boolean clientGone;

    /** @param onLongCall is told when a call takes long, once or more */
    Connection(Socket socket, Settings settings, Router router, CallObserver observer, Runnable onLongCall)
            throws IOException {
        this.socket = socket;
        this.settings = settings;
        this.router = router;
        this.observer = observer;
        this.onLongCall = onLongCall;
        this.input = new ConnectionInput(socket.getInputStream(), this::bytesCame);
        this.out = socket.getOutputStream();
    }

    /** Serves until the client or the server ends the connection. */
    void serve() {
        try (socket) {
            boolean more = true;
            while (more) {
                more = serveOne();
            }
        } catch (IOException gone) {
            LOG.debug("A connection ended: {}", gone.getMessage());
        }
    }

    /**
     * Comes by from another thread; {@code now} as of {@link System#nanoTime}. Returns whether a stream has been quiet for
     * so long that it wants a {@linkplain #comment}.
     */
    boolean look(long now) throws IOException {
        long lasts = now - since;
        Answer open = answer;
        switch (state) {
            case IDLE -> {
                if (lasts > MOST_IDLE) {
                    socket.close();
                }
            }
            case READING_HEAD -> endIf(lasts > MOST_FOR_HEAD);
            case READING_BODY -> endIf(lasts > MOST_BETWEEN_BYTES);
            case ANSWERING -> {
                if (lasts > LOOK_AHEAD_AFTER) {
                    onLongCall.run();
                    input.lookAhead(this::clientHungUp);
                }
                if (open != null && open.stalledFor(now) > MOST_STALLED) {
                    socket.close();
                    return false;
                }
                return open != null && open.isQuiet(now, MOST_QUIET);
            }
        }
        return false;
    }

    /** Ends the connection; a call that is being answered is interrupted and may still say so. */
    void stop() throws IOException {
        if (!endCall()) {
            socket.close();
        }
    }

    void close() throws IOException {
        socket.close();
    }

    private boolean serveOne() throws IOException {
        begin(State.IDLE);
        RequestHead head;
        BodyReader body;
        try {
            head = HeadReader.read(input);
            if (head == null) {
                return false;
            }
            body = new BodyReader(head, input);
        } catch (HttpError malformed) {
            refuse(malformed);
            return false;
        } catch (IOException ended) {
            if (late) {
                refuse(timedOut());
                return false;
            }
            throw ended;
        }
        Answer fresh = new Answer(out, head);
        answer = fresh;
        ServedCall served = new ServedCall(this, settings, router, observer, head, body, fresh);
        boolean whole = served.run();
        answer = null;
        if (!whole) {
            return false;
        }
        fresh.finish();
        if (!served.bodyIsRead() && body.isShort()) {
            body.read(Integer.MAX_VALUE);
        } else if (!served.bodyIsRead()) {
            linger();
            return false;
        }
        return fresh.keepsAlive();
    }

    /** Reads the body of the request at hand. */
    byte[] read(BodyReader body) {
        begin(State.READING_BODY);
        try {
            if (body.isAwaited()) {
                out.write(CONTINUE);
            }
            return body.read(settings.maxBodyBytes());
        } catch (IOException gone) {
            if (late) {
                throw timedOut();
            }
            throw new ClientGone(gone);
        }
    }

    /**
     * From now on this thread makes the answer; when the client hangs up, it is interrupted.
     *
     * @param onEnd runs on another thread then
     */
    synchronized void answering(Runnable onEnd) {
        caller = Thread.currentThread();
        ending = onEnd;
        begin(State.ANSWERING);
        input.allowLookAhead();
    }

    /** Returns whether the client hung up meanwhile; this thread is not interrupted any more. */
    synchronized boolean answered() {
        input.endLookAhead();
        caller = null;
        ending = null;
        if (Thread.interrupted()) {
            LOG.debug("A call was interrupted.");
        }
        return clientGone;
    }

    private void clientHungUp() {
        synchronized (this) {
            clientGone = true;
        }
        endCall();
    }

    /** Ends the call that is being answered; false when there is none. */
    private boolean endCall() {
        Runnable end;
        synchronized (this) {
            if (caller == null) {
                return false;
            }
            caller.interrupt();
            end = ending;
        }
        if (end != null) {
            end.run();
        }
        return true;
    }

    /** Sends a comment in a quiet stream. May wait for the client; another call for the same stream does not. */
    void comment() {
        Answer quiet = answer;
        try {
            if (quiet != null) {
                quiet.comment();
            }
        } catch (IOException gone) {
            clientHungUp();
        }
    }

    private void begin(State next) {
        since = System.nanoTime();
        state = next;
    }

    private void bytesCame() {
        if (state == State.IDLE) {
            begin(State.READING_HEAD);
        } else if (state == State.READING_BODY) {
            since = System.nanoTime();
        }
    }

    private void endIf(boolean tooLate) throws IOException {
        if (tooLate && !late) {
            late = true;
            socket.shutdownInput();
        }
    }

    private void refuse(HttpError error) throws IOException {
        Answer refusal = new Answer(out, new RequestHead("GET", "/", null, false, List.of()));
        refusal.closeAfterwards();
        new SocketCall(new RequestHead("GET", "/", null, false, List.of()), refusal, observer).fail(error);
        refusal.finish();
        linger();
    }

    /** Lets the client read the answer: closing with unread bytes would take it from it. */
    private void linger() throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(LINGER_MILLIS);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
        byte[] dropped = new byte[8 << 10];
        int count = 0;
        for (int read = 0; read >= 0 && count < MOST_DROPPED && System.nanoTime() < end; count += read) {
            read = input.read(dropped, 0, dropped.length);
        }
    }

    private static HttpError timedOut() {
        return new HttpError(408, ApiError.invalidRequest("The request was not whole in time.", null));
    }
}
