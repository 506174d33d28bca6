package gymscope.engine.gguf;

import gymscope.wire.Fault;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys and values at the head of a GGUF file. A key that is missing but needed, or of another kind than expected, is
 * a {@link Fault} that names it.
 */
public final class Metadata {

    private final String file;
    private final Map<String, Object> values;

    Metadata(String file, Map<String, Object> values) {
        this.file = file;
        this.values = Collections.unmodifiableMap(values);
    }

    /** All keys in the order of the file. */
    public Set<String> keys() {
        return values.keySet();
    }

    /** A text; null when the key is missing. */
    public @Nullable String text(String key) {
        return value(key, String.class, "a text");
    }

    /** A text that must be there. */
    public String requiredText(String key) {
        return required(key, text(key));
    }

    /** A whole number from 1 to the largest int, that must be there. */
    public int requiredCount(String key) {
        return checkedCount(key, required(key, value(key, Long.class, "a whole number")));
    }

    /** A whole number from 1 to the largest int. */
    public int count(String key, int otherwise) {
        Long number = value(key, Long.class, "a whole number");
        return number == null ? otherwise : checkedCount(key, number);
    }

    /** A whole number; null when the key is missing. */
    public @Nullable Long integer(String key) {
        return value(key, Long.class, "a whole number");
    }

    /** A finite number above 0 that must be there. */
    public double requiredNumber(String key) {
        return checkedNumber(key, required(key, value(key, Double.class, "a number with a fraction")));
    }

    /** A finite number above 0. */
    public double number(String key, double otherwise) {
        Double number = value(key, Double.class, "a number with a fraction");
        return number == null ? otherwise : checkedNumber(key, number);
    }

    /** A switch. */
    public boolean flag(String key, boolean otherwise) {
        Boolean flag = value(key, Boolean.class, "true or false");
        return flag == null ? otherwise : flag;
    }

    /** A list of texts that must be there. */
    public List<String> requiredTexts(String key) {
        return elements(key, required(key, value(key, List.class, "a list")), String.class, "texts");
    }

    /** A list of whole numbers that must be there. */
    public List<Long> requiredIntegers(String key) {
        return elements(key, required(key, value(key, List.class, "a list")), Long.class, "whole numbers");
    }

    private int checkedCount(String key, long number) {
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw new Fault("In " + file + ", " + key + " is " + number + ".", "The file is broken; fetch it again.");
        }
        return (int) number;
    }

    private double checkedNumber(String key, double number) {
        if (!(number > 0) || Double.isInfinite(number)) {
            throw new Fault("In " + file + ", " + key + " is " + number + ".", "The file is broken; fetch it again.");
        }
        return number;
    }

    private <T> T required(String key, @Nullable T value) {
        if (value == null) {
            throw new Fault("The file " + file + " has no key " + key + ".",
                    "The model cannot be run without it; use a file made by llama.cpp's converter.");
        }
        return value;
    }

    private <T> @Nullable T value(String key, Class<T> type, String kind) {
        Object value = values.get(key);
        if (value != null && !type.isInstance(value)) {
            throw wrongKind(key, kind);
        }
        return type.cast(value);
    }

    private <T> List<T> elements(String key, List<?> list, Class<T> type, String kind) {
        for (Object element : list) {
            if (!type.isInstance(element)) {
                throw wrongKind(key, "a list of " + kind);
            }
        }
        return list.stream().map(type::cast).toList();
    }

    private Fault wrongKind(String key, String kind) {
        return new Fault("In " + file + ", " + key + " is not " + kind + ".", "Use a file made by llama.cpp's converter.");
    }
}
