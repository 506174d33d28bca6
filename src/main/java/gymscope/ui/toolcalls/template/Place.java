package gymscope.ui.toolcalls.template;

/** Where something is wrong. */
enum Place {
    TEMPLATE, MESSAGES, TOOLS, VARIABLES, CLOCK
}
