package gymscope.tokens.comparison;

import gymscope.tokens.Alternative;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The bytes of those tokens whose number and text both stand somewhere in some traces. */
public final class KnownTokens implements IntFunction<@Nullable TokenBytes> {

    private final Map<Integer, TokenBytes> bytes = new HashMap<>();

    private KnownTokens() {
    }

    /** What these traces tell. */
    public static KnownTokens of(List<TokenTrace> traces) {
        KnownTokens known = new KnownTokens();
        for (TokenTrace trace : traces) {
            for (TraceToken token : trace.tokens()) {
                if (!token.isPlaceholder()) {
                    known.add(token.id(), token.text(), token.bytes());
                }
                for (Alternative other : token.alternatives()) {
                    known.add(other.id(), other.text(), other.bytes());
                }
            }
        }
        return known;
    }

    @Override
    public @Nullable TokenBytes apply(int id) {
        return bytes.get(id);
    }

    /** A token without text is a marker that the endpoint hides: its text is not known. */
    private void add(@Nullable Integer id, String text, @Nullable TokenBytes told) {
        if (id != null && !text.isEmpty() && !text.equals(TraceToken.placeholder(id))) {
            bytes.putIfAbsent(id, told == null || told.size() == 0 ? TokenBytes.of(text) : told);
        }
    }
}
