package gymscope.templates.program;

import java.util.List;

/** A statement made ready to run. */
@FunctionalInterface
interface Step {

    /** How a statement ended. */
    enum Flow {
        NEXT, BREAK, CONTINUE
    }

    /** Does what the statement says. */
    Flow run(Frame frame);

    /** One step after the other, until one leaves its loop. */
    static Step all(List<Step> steps) {
        if (steps.size() == 1) {
            return steps.getFirst();
        }
        Step[] all = steps.toArray(Step[]::new);
        return frame -> {
            for (Step step : all) {
                Flow flow = step.run(frame);
                if (flow != Flow.NEXT) {
                    return flow;
                }
            }
            return Flow.NEXT;
        };
    }
}
