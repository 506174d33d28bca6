package gymscope.templates;

import java.util.List;

/**
 * A prompt that knows where each stretch of it came from.
 *
 * @param text the prompt
 * @param stretches in their order; together they cover the whole text
 */
public record RenderedPrompt(String text, List<Stretch> stretches) {}
