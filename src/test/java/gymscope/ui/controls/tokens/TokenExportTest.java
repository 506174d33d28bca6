package gymscope.ui.controls.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.tokens.Channel;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceJson;
import gymscope.tokens.TraceToken;
import gymscope.ui.Fx;
import gymscope.wire.Json;
import gymscope.workspace.Theme;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenExportTest {

    private static final TokenTrace TRACE = new TokenTrace(List.of(token(0, "if", -0.01, Channel.CONTENT),
            token(1, " a<b & \"c\",\n", -3, Channel.CONTENT), token(2, " d", -1, Channel.TOOL_ARGUMENT)), List.of(1, 2));

    @TempDir
    Path folder = Path.of("");

    private final TokenSurface surface = Fx.get(() -> new TokenSurface(TokenSurface.Size.INSPECTOR));
    private final Stage stage = Fx.get(Stage::new);

    @BeforeEach
    void show() {
        Fx.run(() -> {
            surface.setTrace(TRACE);
            ScrollPane scroll = new ScrollPane(surface);
            scroll.setFitToWidth(true);
            Fx.fill(stage, new VBox(scroll), Theme.LIGHT, 400, 300);
        });
        Fx.frames(3);
    }

    @AfterEach
    void close() {
        Fx.run(stage::close);
    }

    @Test
    void pictureHasTheRowsInTheirColours() throws IOException {
        byte[] png = Files.readAllBytes(export(TokenExport.PNG));
        Image image = Fx.get(() -> new Image(new ByteArrayInputStream(png)));
        assertThat(image.isError()).isFalse();
        assertThat(image.getHeight()).isEqualTo(44);
        int page = image.getPixelReader().getArgb((int) image.getWidth() - 2, 20);
        assertThat(page).isEqualTo(0xFFFFFFFF);
        assertThat(image.getPixelReader().getArgb(30, 3)).as("a token at 4.3 bits is filled").isNotEqualTo(page);
        int width = (int) image.getWidth();
        int[] pixels = new int[width * 44];
        image.getPixelReader().getPixels(0, 0, width, 44, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        assertThat(Arrays.stream(pixels).map(pixel -> pixel >>> 24).distinct()).as("alphas").containsExactly(255);
    }

    @Test
    void drawingIsWellFormedAndHoldsTheText() throws Exception {
        Path file = export(TokenExport.SVG);
        assertThat(Files.readString(file)).contains("a&lt;b &amp; \"c\",↵", "stroke-dasharray=\"4 3\"");
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        assertThat(document.getElementsByTagName("text").getLength()).isEqualTo(3);
    }

    @Test
    void tableQuotesTexts() throws IOException {
        List<String> lines = Files.readString(export(TokenExport.CSV)).lines().toList();
        assertThat(lines.getFirst()).startsWith("position,id,text,bytes,channel,logprob");
        assertThat(lines.get(2)).startsWith("1,7,\" a<b & \"\"c\"\",");
    }

    @Test
    void traceCanBeReadBack() throws IOException {
        TokenTrace read = TraceJson.read(Json.parse(Files.readString(export(TokenExport.JSON))));
        assertThat(read).isEqualTo(TRACE);
    }

    private Path export(TokenExport form) throws IOException {
        Path file = folder.resolve("tokens." + form.ending());
        TokenExport.write(Fx.get(() -> form.of(surface)), file);
        return file;
    }

    private static TraceToken token(int position, String text, double logprob, Channel channel) {
        return new TraceToken(position, 7, text, TokenBytes.of(text), logprob, List.of(), channel, null);
    }
}
