package gymscope.servers;

import gymscope.servers.ServerState.Failed;
import gymscope.servers.capture.OpenCalls;
import gymscope.servers.http.CallObserver;
import gymscope.servers.process.ProgramFigures;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One start of a server, until it is stopped. Thread-safe. */
interface Launch extends AutoCloseable {

    /** What a launch tells about itself. */
    interface Events {

        /** Is told of each call. */
        CallObserver calls();

        /** Where each model call stands while it is being answered. */
        OpenCalls open();

        /** Its own figures have changed. */
        void counted();

        /** Takes a line for the log. */
        void log(ServerLog.Level level, String text);

        /** What the start is waiting for, in words. */
        void doing(String words);

        /**
         * It ran and ended by itself.
         *
         * @param again whether it is to be started again
         */
        void ended(Failed how, boolean again);
    }

    /**
     * Makes the server ready.
     *
     * @return its address without a path
     * @throws java.net.BindException when its port is taken
     * @throws gymscope.wire.Fault when it can't be started
     */
    URI open() throws IOException, InterruptedException;

    /** The model's name, null when it is not known. */
    @Nullable
    String model();

    /** How busy it says that it is; unknown where its calls are counted here. */
    default ProgramFigures figures() {
        return new ProgramFigures.Unknown();
    }

    @Override
    void close();
}
