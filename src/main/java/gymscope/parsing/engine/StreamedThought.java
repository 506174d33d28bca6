package gymscope.parsing.engine;

import gymscope.parsing.DeltaCollector;
import gymscope.parsing.arguments.PythonText;

/** Gives reasoning out as it comes, without a label at its beginning and, where it is nothing, white space at its end. For one thread. */
final class StreamedThought {

    private final DeltaCollector out;
    private final String label;
    private final boolean keepsSpace;
    private final StringBuilder beginning = new StringBuilder();
    private final StringBuilder space = new StringBuilder();
    private int beginningAt;
    private int spaceAt;
    private boolean begun;

    StreamedThought(DeltaCollector out, String label, boolean keepsSpace) {
        this.out = out;
        this.label = label;
        this.keepsSpace = keepsSpace;
    }

    /** More reasoning. */
    void add(String text, int at) {
        if (begun) {
            write(text, at);
            return;
        }
        beginningAt = at - beginning.length();
        beginning.append(text);
        String read = beginning.toString();
        if (read.length() >= label.length() || !label.startsWith(read)) {
            begun = true;
            int taken = read.startsWith(label) ? label.length() : 0;
            write(read.substring(taken), beginningAt + taken);
        }
    }

    /** Reasoning is over: a label that was not whole is reasoning, one that lacks its line end only is none. */
    void end() {
        String read = beginning.toString();
        if (!begun && !read.isEmpty() && !read.equals(PythonText.strip(label))) {
            write(read, beginningAt);
        }
        begun = true;
    }

    private void write(String text, int at) {
        String inner = keepsSpace ? text : PythonText.stripTrailing(text);
        if (!inner.isEmpty()) {
            out.reasoning(space, spaceAt);
            out.reasoning(inner, at);
            space.setLength(0);
        }
        if (inner.length() < text.length()) {
            spaceAt = at + inner.length() - space.length();
            space.append(text, inner.length(), text.length());
        }
    }
}
