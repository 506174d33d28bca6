package gymscope.parsing.engine;

import gymscope.parsing.ParseRequest;

/**
 * Gemma 4: a whole text that closes a channel which it never opened, or that begins with the label, began inside one; its first
 * piece decides, so that a stream sees this in the label only.
 */
final class GemmaModel implements EngineModel {

    private static final Grammar GRAMMAR = Grammars.gemma();

    @Override
    public Grammar grammar(ParseRequest request) {
        return GRAMMAR;
    }

    @Override
    public State initial(String text, ParseRequest request, Purpose purpose) {
        boolean opened = text.contains("<|channel>");
        boolean inside = text.contains("<channel|>") || text.startsWith("thought\n") || text.equals("thought");
        return !opened && inside ? State.REASONING : State.CONTENT;
    }
}
