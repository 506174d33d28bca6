package gymscope.ui.chat.samples;

import gymscope.tokens.Channel;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A text as words with the space before each, for endpoints that tell no tokens. */
final class WordTrace {

    private static final Pattern WORD = Pattern.compile("\\s*\\S+|\\s+$");

    private WordTrace() {
    }

    static TokenTrace of(String text) {
        List<TraceToken> words = new ArrayList<>();
        WORD.matcher(text).results().forEach(
                word -> words
                        .add(new TraceToken(words.size(), null, word.group(), null, null, List.of(), Channel.CONTENT, null)));
        return new TokenTrace(words);
    }
}
