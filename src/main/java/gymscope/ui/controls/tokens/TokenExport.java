package gymscope.ui.controls.tokens;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceJson;
import gymscope.ui.controls.PngImage;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The forms that a surface can be saved in. What is drawn is drawn on the UI thread; files are written on another. */
public enum TokenExport {
    /** The surface as it looks. */
    PNG("Picture", "png"),
    /** The surface as a drawing. */
    SVG("Drawing", "svg"),
    /** A line for each token. */
    CSV("Table", "csv"),
    /** All that is known; it can be opened again. */
    JSON("Trace", "json");

    private static final int HIGHEST_PICTURE = 30_000;

    /** What is written into the file. */
    public interface Content {
        /** Writes it; any thread. */
        void writeTo(OutputStream out) throws IOException;
    }

    private final String words;
    private final String ending;

    TokenExport(String words, String ending) {
        this.words = words;
        this.ending = ending;
    }

    /** Its name. */
    public String words() {
        return words;
    }

    /** What the file's name ends with, without the dot. */
    public String ending() {
        return ending;
    }

    /**
     * Takes what is to be written from a surface. UI thread.
     *
     * @throws Fault when a picture would be too high
     */
    public Content of(TokenSurface surface) {
        TokenTrace trace = surface.model().trace();
        return switch (this) {
            case PNG -> picture(surface);
            case SVG -> text(surface.drawing());
            case CSV -> out -> text(TokenCsv.of(trace)).writeTo(out);
            case JSON -> out -> text(Json.pretty(TraceJson.of(trace)) + "\n").writeTo(out);
        };
    }

    /** Writes content into a file, whole or not at all. */
    public static void write(Content content, Path file) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(half)) {
            content.writeTo(out);
        } catch (IOException problem) {
            Files.deleteIfExists(half);
            throw problem;
        }
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Content text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Content picture(TokenSurface surface) {
        double height = surface.getHeight();
        if (height > HIGHEST_PICTURE) {
            throw new Fault("A picture of %,.0f rows would be too high.".formatted(height / surface.rowHeight()),
                    "Export a drawing (SVG), or make the pane wider.");
        }
        Raster raster = surface.wholePicture();
        int[] pixels = raster.opaque();
        return out -> PngImage.write(out, pixels, raster.width(), raster.height());
    }
}
