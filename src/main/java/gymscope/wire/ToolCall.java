package gymscope.wire;

import org.jspecify.annotations.Nullable;

/**
 * A call of a tool that a model asked for.
 *
 * @param id the call's id ({@code call_…}), null where the text it came from has none
 * @param name the tool's name
 * @param arguments the exact argument text, JSON when the model did well
 * @param span where it stands in the model's text, null when the endpoint parsed it
 */
public record ToolCall(@Nullable String id, String name, String arguments, @Nullable Span span) {}
