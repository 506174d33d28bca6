package gymscope.parsing.engine;

import java.util.List;

/** What a marker does in a state. */
record Transition(State next, List<Signal> signals) {

    Transition {
        signals = List.copyOf(signals);
    }
}
