package gymscope;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;

/** For a MockWebServer that is asked often: it sends head and body apart, and the second would wait 40 ms for the first. */
public final class PromptServerSockets extends ServerSocketFactory {

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new PromptServerSocket();
    }

    @Override
    public ServerSocket createServerSocket(int port) {
        throw onlyUnbound();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
        throw onlyUnbound();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
        throw onlyUnbound();
    }

    private static UnsupportedOperationException onlyUnbound() {
        return new UnsupportedOperationException("MockWebServer binds its socket itself");
    }

    private static final class PromptServerSocket extends ServerSocket {

        PromptServerSocket() throws IOException {
        }

        @Override
        public Socket accept() throws IOException {
            Socket socket = super.accept();
            socket.setTcpNoDelay(true);
            return socket;
        }
    }
}
