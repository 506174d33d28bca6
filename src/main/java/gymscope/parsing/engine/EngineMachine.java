package gymscope.parsing.engine;

/** Follows a grammar's table over a text that comes in pieces. For one thread. */
final class EngineMachine implements MarkerLexer.Target {

    private final Grammar grammar;
    private final boolean readsCalls;
    private final EngineSink sink;
    private final MarkerLexer lexer;
    private State state;
    private int end;

    /**
     * A machine at the beginning of a text.
     *
     * @param readsCalls whether calls are read; else their markup is content and only ends reasoning
     */
    EngineMachine(Grammar grammar, State initial, boolean readsCalls, EngineSink sink) {
        this.grammar = grammar;
        this.state = initial;
        this.readsCalls = readsCalls;
        this.sink = sink;
        this.lexer = new MarkerLexer(grammar.tree(), this);
    }

    void push(String text) {
        lexer.push(text);
    }

    void finish() {
        lexer.finish();
        if (state.isCall()) {
            sink.endCall(end);
            sink.endCallText();
        } else if (state == State.REASONING) {
            sink.endReasoning();
        }
        state = State.CONTENT;
    }

    @Override
    public void text(String text, int at) {
        end = at + text.length();
        if (state.isCall()) {
            sink.callText(text, at);
        }
        switch (state) {
            case CONTENT -> sink.content(text, at);
            case REASONING -> sink.reasoning(text, at);
            case NAME -> sink.name(text, at);
            case ARGUMENTS -> sink.arguments(text, at);
            case PREAMBLE, BETWEEN -> {
                // Text around a name and between calls reaches no field.
            }
        }
    }

    @Override
    public void marker(String literal, int at) {
        Transition transition = grammar.transition(state, literal);
        if (transition == null) {
            if (!grammar.drops(literal)) {
                text(literal, at);
            }
        } else if (!readsCalls && grammar.isCallMarker(literal)) {
            if (transition.signals().contains(Signal.REASONING_END)) {
                state = State.CONTENT;
                sink.endReasoning();
            }
            text(literal, at);
        } else {
            end = at + literal.length();
            apply(transition, literal, at);
        }
    }

    private void apply(Transition transition, String literal, int at) {
        boolean inCall = state.isCall();
        state = transition.next();
        if (inCall || state.isCall()) {
            sink.callText(literal, at);
        }
        for (Signal signal : transition.signals()) {
            switch (signal) {
                case REASONING_END -> sink.endReasoning();
                case CALL_START -> sink.startCall(at);
                case ARGUMENT -> sink.arguments(literal, at);
                case CALL_END -> sink.endCall(end);
                case CALL_WRAPPER_END -> sink.extendCall(end);
            }
        }
        if (inCall && !state.isCall()) {
            sink.endCallText();
        }
    }
}
