package gymscope.ui.controls;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableDoubleProperty;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** A view that draws itself with the colours and fonts of the style sheets, once a frame at most. */
public abstract class InkView extends Region {

    private static final StyleablePropertyFactory<InkView> FACTORY = new StyleablePropertyFactory<>(
            Region.getClassCssMetaData());
    private static final Map<Ink, CssMetaData<InkView, Color>> INK_DATA = new EnumMap<>(Ink.class);
    private static final CssMetaData<InkView, Font> FONT_DATA = FACTORY.createFontCssMetaData("-ink-font", view -> view.font,
            Font.getDefault());
    private static final CssMetaData<InkView, Font> STRONG_DATA = FACTORY.createFontCssMetaData("-ink-strong-font",
            view -> view.strongFont, Font.getDefault());
    private static final CssMetaData<InkView, Number> LINE_DATA = FACTORY.createSizeCssMetaData("-ink-line-height",
            view -> view.lineHeight, 16.0);
    private static final List<CssMetaData<? extends Styleable, ?>> ALL;

    static {
        List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(Region.getClassCssMetaData());
        for (Ink ink : Ink.values()) {
            CssMetaData<InkView, Color> data = FACTORY.createColorCssMetaData(ink.property(), view -> view.inks.get(ink),
                    Color.TRANSPARENT);
            INK_DATA.put(ink, data);
            all.add(data);
        }
        all.addAll(List.of(FONT_DATA, STRONG_DATA, LINE_DATA));
        ALL = List.copyOf(all);
    }

    private final Map<Ink, StyleableObjectProperty<Color>> inks = new EnumMap<>(Ink.class);
    private final StyleableObjectProperty<Font> font = styled(FONT_DATA, "font", Font.getDefault());
    private final StyleableObjectProperty<Font> strongFont = styled(STRONG_DATA, "strongFont", Font.getDefault());
    private final SimpleStyleableDoubleProperty lineHeight = new SimpleStyleableDoubleProperty(LINE_DATA, this, "lineHeight",
            16.0) {
        @Override
        protected void invalidated() {
            fontChanged();
            repaint();
        }
    };
    private boolean dirty = true;

    @SuppressWarnings("this-escape") // Properties of this node are made with it; nothing calls back before it is shown.
    protected InkView() {
        getStyleClass().add("canvas-view");
        for (Ink ink : Ink.values()) {
            inks.put(ink, styled(inkData(ink), ink.property(), Color.TRANSPARENT));
        }
    }

    /** Font or line height changed. */
    protected void fontChanged() {
    }

    /** Draws again in the next frame. UI thread. */
    protected final void repaint() {
        dirty = true;
        setNeedsLayout(true);
    }

    /** A colour. */
    protected final Color ink(Ink ink) {
        StyleableObjectProperty<Color> property = inks.get(ink);
        return property == null || property.get() == null ? Color.TRANSPARENT : property.get();
    }

    /** The font of most text. */
    protected final Font font() {
        return font.get();
    }

    /** The font of text that stands out. */
    protected final Font strongFont() {
        return strongFont.get();
    }

    /** The distance of lines of text in px. */
    protected final double lineHeight() {
        return lineHeight.get();
    }

    /** Whether something changed since this was last asked: all is to be drawn again. */
    protected final boolean takeDirty() {
        boolean was = dirty;
        dirty = false;
        return was;
    }

    /** All style properties. */
    public static List<CssMetaData<? extends Styleable, ?>> getClassCssMetaData() {
        return ALL;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return ALL;
    }

    private static CssMetaData<InkView, Color> inkData(Ink ink) {
        CssMetaData<InkView, Color> data = INK_DATA.get(ink);
        if (data == null) {
            throw new IllegalStateException(ink.name());
        }
        return data;
    }

    private <T> StyleableObjectProperty<T> styled(CssMetaData<InkView, T> data, String name, T initial) {
        return new SimpleStyleableObjectProperty<>(data, this, name, initial) {
            @Override
            protected void invalidated() {
                if (initial instanceof Font) {
                    fontChanged();
                }
                repaint();
            }
        };
    }
}
