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

    /** The token as it is named in faults. */
    String shown() {
        return switch (kind) {
            case DATA -> "text";
            case VARIABLE_BEGIN -> "{{";
            case VARIABLE_END -> "}}";
            case BLOCK_BEGIN -> "{%";
            case BLOCK_END -> "%}";
            case END -> "the end of the template";
            case STRING -> "a string";
            case NAME, INTEGER, FLOAT, OPERATOR -> "“" + text + "”";
        };
    }
}
