package gymscope.engine.model;

import gymscope.engine.kernels.Rows;

/**
 * Rotary position embedding over neighbouring pairs: numbers 2i and 2i + 1 of each head are turned by the angle
 * position * base^(-2i / headSize). Angles are computed in double precision, once for a token.
 */
final class Rotation {

    private final int headSize;
    private final double[] frequencies;
    private final Rows cosines;
    private final Rows sines;

    Rotation(int headSize, double base, int mostRows) {
        this.headSize = headSize;
        this.frequencies = new double[headSize / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = StrictMath.pow(base, -2.0 * i / headSize);
        }
        this.cosines = new Rows(mostRows, frequencies.length);
        this.sines = new Rows(mostRows, frequencies.length);
    }

    /** Says at which position a row's token stands. */
    void set(int row, int position) {
        for (int i = 0; i < frequencies.length; i++) {
            double angle = position * frequencies[i];
            cosines.data()[cosines.offset(row) + i] = (float) Math.cos(angle);
            sines.data()[sines.offset(row) + i] = (float) Math.sin(angle);
        }
    }

    /** Turns all heads of a row. */
    void rotate(int row, Rows heads) {
        float[] data = heads.data();
        int from = heads.offset(row);
        int angles = cosines.offset(row);
        for (int head = from; head < from + heads.width(); head += headSize) {
            for (int i = 0; i < frequencies.length; i++) {
                float cosine = cosines.data()[angles + i];
                float sine = sines.data()[angles + i];
                float even = data[head + 2 * i];
                float odd = data[head + 2 * i + 1];
                data[head + 2 * i] = even * cosine - odd * sine;
                data[head + 2 * i + 1] = even * sine + odd * cosine;
            }
        }
    }
}
