package gymscope.parsing.engine;

import java.util.List;

/** A tag as a sequence of parts; the first character is always {@code <}. Recognised character by character, without going back. */
record TagPattern(List<TagStep> steps) {

    TagPattern {
        steps = List.copyOf(steps);
    }

    static TagPattern of(TagStep... steps) {
        return new TagPattern(List.of(steps));
    }

    static TagPattern literal(String text) {
        return of(new TagStep.Literal(text));
    }

    /** An attempt to find the tag at one place. */
    Attempt attempt() {
        return new Attempt(steps);
    }

    /** How far an attempt is. */
    enum Verdict {
        OPEN, MATCH, FAIL
    }

    /** An attempt to find a tag at one place. For one thread. */
    static final class Attempt {

        private final List<TagStep> steps;
        private final StringBuilder[] captures;
        private int step;
        private int count;

        private Attempt(List<TagStep> steps) {
            this.steps = steps;
            captures = new StringBuilder[steps.size()];
        }

        /** Takes the next character. */
        Verdict accept(char c) {
            while (true) {
                switch (steps.get(step).accept(c, count, capture(step))) {
                    case MORE -> {
                        count++;
                        return Verdict.OPEN;
                    }
                    case LAST -> {
                        next();
                        return step == steps.size() ? Verdict.MATCH : Verdict.OPEN;
                    }
                    case BEYOND -> next();
                    case FAIL -> {
                        return Verdict.FAIL;
                    }
                }
            }
        }

        /** What the part captured. */
        String captured(int part) {
            return capture(part).toString();
        }

        private StringBuilder capture(int part) {
            if (captures[part] == null) {
                captures[part] = new StringBuilder();
            }
            return captures[part];
        }

        private void next() {
            step++;
            count = 0;
        }
    }
}
