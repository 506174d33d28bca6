package gymscope.parsing.engine;

import gymscope.parsing.AnswerStream;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.SplittingFormat;

/** A format of the engine under one name and for one purpose. */
record EngineFormat(String name, Purpose purpose, EngineModel model) implements SplittingFormat {

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        return purpose == Purpose.REASONING ? model.reasoning(this, text, request) : read(text, request);
    }

    @Override
    public boolean isOfEngine() {
        return true;
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return stream(request, purpose);
    }

    @Override
    public AnswerStream split(ParseRequest request) {
        return stream(request, Purpose.SPLIT);
    }

    private AnswerStream stream(ParseRequest request, Purpose use) {
        Grammar grammar = model.grammar(request);
        State initial = use == Purpose.TOOL ? State.CONTENT : grammar.initial();
        if (grammar.reasoningLabel().isEmpty()) {
            return new StreamedAnswer(grammar, request, use, initial);
        }
        return new OpeningStream(grammar.reasoningLabel(), state -> new StreamedAnswer(grammar, request, use, state));
    }

    /** Reads a whole text by the table. */
    ParsedAnswer read(String text, ParseRequest request) {
        Grammar grammar = model.grammar(request);
        WholeAnswer answer = new WholeAnswer(grammar, request, purpose, text);
        EngineMachine machine = new EngineMachine(grammar, model.initial(text, request, purpose), purpose != Purpose.REASONING,
                answer);
        machine.push(text);
        machine.finish();
        return answer.answer();
    }
}
