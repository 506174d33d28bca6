package gymscope.templates.syntax;

/**
 * A place in a template.
 *
 * @param line from 1
 * @param column from 1
 */
public record Position(int line, int column) {}
