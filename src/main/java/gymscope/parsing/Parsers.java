package gymscope.parsing;

import gymscope.parsing.engine.EngineFormats;
import gymscope.parsing.json.JsonFormats;
import gymscope.parsing.markup.MarkupFormats;
import gymscope.parsing.python.PythonFormats;
import gymscope.parsing.reasoning.ReasoningFormats;
import gymscope.wire.Fault;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All parsers by their kind and name. */
public final class Parsers {

    /** What a parser is asked for. */
    public enum Kind {
        /** Calls and content, as {@code --tool-call-parser}. */
        TOOL,
        /** Reasoning and content, as {@code --reasoning-parser}. */
        REASONING,
        /** All three in one pass. */
        UNIFIED
    }

    private static final SequencedMap<String, AnswerFormat> TOOL = byName(Stream.of(EngineFormats.tools(), JsonFormats.tools(),
            PythonFormats.tools(), MarkupFormats.tools()));
    private static final SequencedMap<String, AnswerFormat> REASONING = byName(Stream.of(EngineFormats.reasonings(),
            JsonFormats.reasonings(), MarkupFormats.reasonings(), ReasoningFormats.reasonings()));
    private static final SequencedMap<String, AnswerFormat> UNIFIED = byName(
            Stream.of(EngineFormats.unified(), JsonFormats.unified(), MarkupFormats.unified()));

    private Parsers() {
    }

    /** All parsers of a kind in the order of their names. */
    public static Collection<AnswerFormat> all(Kind kind) {
        return Collections.unmodifiableCollection(of(kind).values());
    }

    /** The parser of a name, null when there is none. */
    public static @Nullable AnswerFormat find(Kind kind, String name) {
        return of(kind).get(name);
    }

    /**
     * The parser of reasoning and calls in one pass: one engine's, or {@code REASONING+TOOL} for two one after the other.
     *
     * @throws Fault when there is none
     */
    public static AnswerFormat unified(String name) {
        int plus = name.indexOf('+');
        if (find(Kind.UNIFIED, name) == null && plus > 0) {
            return new FormatPair(named(Kind.REASONING, name.substring(0, plus)), named(Kind.TOOL, name.substring(plus + 1)));
        }
        return named(Kind.UNIFIED, name);
    }

    /**
     * The parser of a name.
     *
     * @throws Fault when there is none
     */
    public static AnswerFormat named(Kind kind, String name) {
        AnswerFormat format = find(kind, name);
        if (format == null) {
            throw new Fault("There is no %s parser named %s.".formatted(kind.name().toLowerCase(Locale.ROOT), name),
                    "Known are: %s.".formatted(String.join(", ", of(kind).keySet())));
        }
        return format;
    }

    private static SequencedMap<String, AnswerFormat> of(Kind kind) {
        return switch (kind) {
            case TOOL -> TOOL;
            case REASONING -> REASONING;
            case UNIFIED -> UNIFIED;
        };
    }

    private static SequencedMap<String, AnswerFormat> byName(Stream<List<AnswerFormat>> families) {
        TreeMap<String, AnswerFormat> formats = new TreeMap<>();
        families.flatMap(List::stream).forEach(format -> {
            if (formats.put(format.name(), format) != null) {
                throw new IllegalStateException("Two parsers are named " + format.name());
            }
        });
        return formats;
    }
}
