package gymscope.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/** Sockets that send and read without detours. */
final class PromptSockets extends SocketFactory {

    @Override
    public Socket createSocket() throws IOException {
        Socket socket = new PromptSocket();
        // The end of a body that is longer than one buffer would wait up to 40 ms otherwise.
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw onlyUnconnected();
    }

    private static UnsupportedOperationException onlyUnconnected() {
        return new UnsupportedOperationException("OkHttp connects its sockets itself");
    }

    /**
     * Reads that may take long have no time-out of the socket's own, which costs two system calls more and a timer for each
     * read: Okio keeps the same time and closes the socket when it is over.
     */
    private static final class PromptSocket extends Socket {

        private static final int LONG = 1000;

        @Override
        public void setSoTimeout(int milliseconds) throws SocketException {
            super.setSoTimeout(milliseconds >= LONG ? 0 : milliseconds);
        }
    }
}
