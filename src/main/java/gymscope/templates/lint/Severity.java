package gymscope.templates.lint;

/** How much a finding matters. */
public enum Severity {

    /** The template cannot do its work, or what it writes is wrong. */
    ERROR,

    /** Some conversations or servers will not work as expected. */
    WARNING,

    /** Good to know. */
    NOTE
}
