package gymscope.templates.values;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Jinja2's filters, with {@code tojson} as transformers sets it. */
public final class Filters {

    /** A filter. */
    @FunctionalInterface
    public interface Filter {

        /** {@code input | filter(arguments)}. */
        Value apply(Value input, Arguments arguments);
    }

    /** Filters of Jinja2 that are not built: they make HTML or lay text out for people, which no prompt needs. */
    private static final Set<String> NOT_BUILT = Set.of("pprint", "urlize", "wordwrap", "xmlattr");

    private static final Map<String, Filter> ALL = all();

    private Filters() {
    }

    private static Map<String, Filter> all() {
        Map<String, Filter> filters = new HashMap<>();
        TextFilters.addTo(filters);
        NumberFilters.addTo(filters);
        SequenceFilters.addTo(filters);
        SelectionFilters.addTo(filters);
        OrderFilters.addTo(filters);
        for (String name : NOT_BUILT) {
            filters.put(name, (input, arguments) -> {
                throw ValueError.notBuilt("the filter " + name);
            });
        }
        return filters;
    }

    /** The filter of that name, null when Jinja2 has none. */
    public static @Nullable Filter find(String name) {
        return ALL.get(name);
    }

    /** The filter of a name that is only known while the template runs. */
    static Filter require(Value name) {
        Filter filter = ALL.get(PythonText.str(name));
        if (filter == null) {
            throw ValueError.of("TemplateRuntimeError", "No filter named " + PythonText.repr(name) + ".");
        }
        return filter;
    }
}
