package gymscope.servers.http;

import gymscope.wire.Exchange;
import java.util.function.Supplier;

/** Takes down what one request to an upstream was, and what came back, for the call that it is made for. Be quick. */
public interface UpstreamRecord {

    /** Takes nothing down. */
    UpstreamRecord NONE = new UpstreamRecord() {

        @Override
        public void attempted(int status, byte[] request, Supplier<Exchange> attempt) {
            // Nobody looks at it.
        }

        @Override
        public void read(byte[] bytes, int offset, int count) {
            // Nobody looks at it.
        }
    };

    /**
     * An attempt has ended; the last one is the one that counts.
     *
     * @param status of the answer, 0 when none came
     * @param request its request's body; not to be changed
     * @param attempt makes the exchange, without the body of its answer; called later, on another thread
     */
    void attempted(int status, byte[] request, Supplier<Exchange> attempt);

    /** These bytes of the answer's body were read, to be converted; an answer that is handed on as it is comes not by here. */
    void read(byte[] bytes, int offset, int count);
}
