package gymscope.parsing.engine;

import gymscope.parsing.arguments.PythonText;
import gymscope.parsing.arguments.SchemaCoercion;
import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives arguments out as they come: text as it comes, what the schema may convert once its value is closed. A repeated name is
 * written again; the last counts for whoever reads the JSON. An answer that ends inside a text leaves its JSON open, as the
 * reference does. For one thread.
 */
final class StreamedTags implements ArgumentReader, TagReader.Target {

    private final TagSyntax syntax;
    private final SchemaCoercion coercion;
    private final TagReader reader;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private final ObjectNode wrapped = Json.object();
    private String name = "";
    private boolean json;
    private boolean streams;
    private boolean open;
    private boolean begun;
    private boolean written;

    StreamedTags(TagSyntax syntax, SchemaCoercion coercion) {
        this.syntax = syntax;
        this.coercion = coercion;
        reader = new TagReader(syntax, this);
    }

    @Override
    public void accept(String text, int at) {
        reader.accept(text, at);
    }

    @Override
    public String take() {
        String taken = out.toString();
        out.setLength(0);
        return taken;
    }

    @Override
    public String finish() {
        if (!wrapped.isEmpty()) {
            out.append(PythonJson.write(coercion.convert(CollectedTags.unwrapped(syntax, coercion, wrapped))));
        } else if (!begun) {
            out.append(written ? "}" : "{}");
        }
        return take();
    }

    @Override
    public void begin(String argument, boolean isJson) {
        name = TagValues.name(syntax, argument);
        json = isJson;
        open = !syntax.needsName() || !name.isEmpty();
        streams = open && !json && wrapped.isEmpty() && !mayBeWrapper() && coercion.staysText(name);
        begun = false;
        value.setLength(0);
    }

    @Override
    public void value(String text, int at) {
        value.append(text);
        if (streams && (syntax.trim() != TagSyntax.Trim.ALL || !PythonText.isBlank(text))) {
            writeCertain();
        }
    }

    @Override
    public void end() {
        if (streams) {
            finishText();
        } else if (open && (!wrapped.isEmpty() || mayBeWrapper())) {
            wrapped.set(name, TagValues.read(syntax, value.toString(), json));
        } else if (open) {
            writeName();
            JsonNode whole = TagValues.read(syntax, value.toString(), json);
            out.append(PythonJson.write(coercion.convert(name, whole)));
        }
        begun = false;
        value.setLength(0);
    }

    /** Whether this is the first argument and may hold all others: then nothing is certain before the end of the call. */
    private boolean mayBeWrapper() {
        return !written && coercion.hasProperties() && syntax.wrappers().contains(name) && !coercion.declares(name);
    }

    private void writeName() {
        out.append(written ? ", " : "{").append(PythonJson.quoted(name)).append(": ");
        written = true;
    }

    /** Writes what of the value is no white space that the format may own. */
    private void writeCertain() {
        String text = value.toString();
        int from = begun ? 0 : begin(text);
        int end = switch (syntax.trim()) {
            case NONE -> text.length();
            case LINE -> text.endsWith("\n") ? text.length() - 1 : text.length();
            case ALL -> PythonText.stripTrailing(text).length();
        };
        if (end > from) {
            beginText();
            out.append(escaped(text.substring(from, end)));
            value.delete(0, end);
        }
    }

    private int begin(String text) {
        return switch (syntax.trim()) {
            case NONE -> 0;
            case LINE -> text.startsWith("\n") ? 1 : 0;
            case ALL -> PythonText.skipSpace(text, 0);
        };
    }

    private void beginText() {
        if (!begun) {
            writeName();
            out.append('"');
            begun = true;
        }
    }

    private void finishText() {
        if (!begun) {
            String rest = TagValues.read(syntax, value.toString(), false).asString();
            beginText();
            out.append(escaped(rest));
        } else if (syntax.trim() == TagSyntax.Trim.NONE) {
            out.append(escaped(value.toString()));
        }
        out.append('"');
    }

    private static String escaped(String text) {
        String quoted = PythonJson.quoted(text);
        return quoted.substring(1, quoted.length() - 1);
    }
}
