package gymscope.templates.syntax;

/**
 * A piece of a template.
 *
 * @param kind what it is
 * @param text the text of data, the name, the operator, the digits, or the string's value
 * @param position where it begins
 */
record Token(Kind kind, String text, Position position) {

    enum Kind {
        DATA, VARIABLE_BEGIN, VARIABLE_END, BLOCK_BEGIN, BLOCK_END, NAME, STRING, INTEGER, FLOAT, OPERATOR, END
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    /** The token as Jinja2 names it in messages. */
    String shown() {
        return kind == Kind.NAME || kind == Kind.OPERATOR ? text : shown(kind);
    }

    static String shown(Kind kind) {
        return switch (kind) {
            case DATA -> "template data / text";
            case VARIABLE_BEGIN -> "begin of print statement";
            case VARIABLE_END -> "end of print statement";
            case BLOCK_BEGIN -> "begin of statement block";
            case BLOCK_END -> "end of statement block";
            case END -> "end of template";
            case NAME -> "name";
            case STRING -> "string";
            case INTEGER -> "integer";
            case FLOAT -> "float";
            case OPERATOR -> "operator";
        };
    }
}
