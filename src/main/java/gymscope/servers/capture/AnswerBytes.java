package gymscope.servers.capture;

import gymscope.wire.ServedExchange.Body;
import java.util.Arrays;

/** The bytes of an answer and when each piece was sent, up to a bound. Not thread-safe. */
final class AnswerBytes {

    private static final int MOST = 16 << 20;
    private static final int MOST_MARKS = 1 << 17;
    private static final int FIRST = 256;

    private byte[] bytes = {};
    private int length;
    private long[] marks = {};
    private int marked;
    private boolean cut;

    void add(byte[] piece, int offset, int count, long nanos) {
        int taken = Math.min(count, MOST - length);
        cut |= taken < count;
        if (taken == 0) {
            return;
        }
        if (length + taken > bytes.length) {
            // A body that comes in one piece, as most do, gets an array of just its size.
            int wanted = length == 0 ? taken : Math.max(length + taken, Math.max(FIRST, 2 * bytes.length));
            bytes = Arrays.copyOf(bytes, wanted);
        }
        System.arraycopy(piece, offset, bytes, length, taken);
        length += taken;
        mark(nanos);
    }

    boolean isCut() {
        return cut;
    }

    int mostMegabytes() {
        return MOST >> 20;
    }

    Body.Pieces toPieces() {
        return new Body.Pieces(length == bytes.length ? bytes : Arrays.copyOf(bytes, length),
                marked == marks.length ? marks : Arrays.copyOf(marks, marked));
    }

    private void mark(long nanos) {
        if (marked == MOST_MARKS) {
            marks[marked - 2] = length;
            return;
        }
        if (marked == marks.length) {
            marks = Arrays.copyOf(marks, marked == 0 ? 2 : 2 * marked);
        }
        marks[marked] = length;
        marks[marked + 1] = nanos;
        marked += 2;
    }
}
