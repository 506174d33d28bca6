package gymscope.parsing.engine;

import gymscope.parsing.ParseRequest;

/** Which calls count. */
record CallPolicy(Grammar grammar, ParseRequest request, Purpose purpose) {

    /** Whether a call of this name is as if it were not there: its markup reaches no field, and nothing else changes. */
    boolean suppresses(String name) {
        return (request.forbidsCalls() && !request.tools().isEmpty()) || isForeign(name);
    }

    /** Whether calls may be of tools that the request does not offer. */
    boolean knowsForeign() {
        return purpose == Purpose.UNIFIED && !request.tools().isEmpty() && !request.forbidsCalls();
    }

    /** Whether the call is of a tool that the request does not offer. */
    boolean isForeign(String name) {
        return knowsForeign() && !name.isEmpty() && !request.hasTool(name);
    }

    /** Whether a call of this name is a call. */
    boolean accepts(String name) {
        boolean known = !grammar.checksNames() || request.tools().isEmpty() || request.hasTool(name);
        return !name.isEmpty() && known;
    }
}
