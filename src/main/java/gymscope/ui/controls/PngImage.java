package gymscope.ui.controls;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;

/** An image as a PNG file (ISO 15948): 8 bits a channel with alpha, no filter. */
public final class PngImage {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int TRUECOLOUR_WITH_ALPHA = 6;
    private static final int CHANNELS = 4;

    private PngImage() {
    }

    /** The file's bytes. */
    public static byte[] bytes(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataOutputStream head = new DataOutputStream(header); DeflaterOutputStream packed = new DeflaterOutputStream(data)) {
            head.writeInt(width);
            head.writeInt(height);
            head.write(new byte[]{8, TRUECOLOUR_WITH_ALPHA, 0, 0, 0});
            byte[] row = new byte[width * CHANNELS];
            for (int y = 0; y < height; y++) {
                image.getPixelReader().getPixels(0, y, width, 1, PixelFormat.getByteBgraInstance(), row, 0, row.length);
                packed.write(0);
                packed.write(rgba(row));
            }
            packed.finish();
            file.write(SIGNATURE);
            chunk(file, "IHDR", header.toByteArray());
            chunk(file, "IDAT", data.toByteArray());
            chunk(file, "IEND", new byte[0]);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return file.toByteArray();
    }

    private static byte[] rgba(byte[] bgra) {
        byte[] rgba = bgra.clone();
        for (int i = 0; i < rgba.length; i += CHANNELS) {
            rgba[i] = bgra[i + 2];
            rgba[i + 2] = bgra[i];
        }
        return rgba;
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) throws IOException {
        DataOutputStream out = new DataOutputStream(file);
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) check.getValue());
        out.flush();
    }
}
