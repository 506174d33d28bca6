package gymscope.parsing.python;

import gymscope.parsing.python.PythonExpression.Call;
import gymscope.parsing.python.PythonExpression.Elements;
import gymscope.parsing.python.PythonExpression.Keyword;
import gymscope.parsing.python.PythonExpression.Literal;
import gymscope.parsing.python.PythonExpression.Name;
import gymscope.parsing.python.PythonExpression.Other;
import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads Python source by its syntax ({@code ast.parse}), never runs it: displays, literals, names, calls, and operators between
 * them. Not read are comprehensions, lambdas and statements other than expressions. Reads once, from left to right, to a bounded
 * depth. For one source.
 */
final class PythonReader {

    private static final int MAX_DEPTH = 200;

    private static final List<String> OPERATORS = List.of("**", "//", "<<", ">>", "<=", ">=", "==", "!=", "+", "-", "*", "/",
            "%", "@", "&", "|", "^", "<", ">");

    private final PythonTokens source;
    private int depth;

    private PythonReader(String text) {
        this.source = new PythonTokens(text);
    }

    /** The first statement of the source, which must be an expression; null where the source is not Python. */
    static @Nullable PythonExpression first(String text) {
        PythonReader reader = new PythonReader(text);
        try {
            if (text.indexOf('\0') >= 0) {
                return null;
            }
            PythonExpression first = reader.expression();
            reader.otherStatements();
            return first;
        } catch (NotPython notPython) {
            return null;
        }
    }

    /** The rest of the source must be Python too. */
    private void otherStatements() throws NotPython {
        while (true) {
            source.space();
            if (source.isAtEnd()) {
                return;
            }
            boolean newLine = source.take('\n') || source.take('\r');
            if (!newLine && !source.take(';')) {
                throw new NotPython();
            }
            int start = source.at();
            source.space();
            boolean indented = newLine && source.at() > start;
            if (!source.isAtEnd() && source.peek() != '\n' && source.peek() != '\r') {
                if (indented) {
                    throw new NotPython();
                }
                expression();
            }
        }
    }

    /** An operand, or several with operators between them. */
    private PythonExpression expression() throws NotPython {
        if (++depth > MAX_DEPTH) {
            throw new NotPython();
        }
        source.space();
        int start = source.at();
        PythonExpression operand = operand();
        source.space();
        boolean several = false;
        while (operator()) {
            several = true;
            operand();
            source.space();
        }
        depth--;
        return several ? new Other(from(start)) : operand;
    }

    private boolean operator() throws NotPython {
        for (String operator : OPERATORS) {
            if (source.startsWith(operator)) {
                source.skip(operator.length());
                return true;
            }
        }
        String word = source.word();
        switch (word) {
            case "and", "or", "in" -> {
            }
            case "is" -> {
                source.skip(2);
                source.space();
                source.skip(source.word().equals("not") ? 3 : 0);
                return true;
            }
            case "not" -> {
                source.skip(3);
                source.space();
                if (!source.word().equals("in")) {
                    throw new NotPython();
                }
                source.skip(2);
                return true;
            }
            case "if" -> {
                source.skip(2);
                expression();
                source.space();
                if (!source.word().equals("else")) {
                    throw new NotPython();
                }
                source.skip(4);
                return true;
            }
            default -> {
                return false;
            }
        }
        source.skip(word.length());
        return true;
    }

    private PythonExpression operand() throws NotPython {
        source.space();
        int start = source.at();
        char c = source.peek();
        if (c == '-' || c == '+' || c == '~') {
            source.skip(1);
            return signed(c, operandBelow(), start);
        }
        if (source.word().equals("not")) {
            source.skip(3);
            operandBelow();
            return new Other(from(start));
        }
        return trailers(primary(), start);
    }

    private PythonExpression operandBelow() throws NotPython {
        if (++depth > MAX_DEPTH) {
            throw new NotPython();
        }
        PythonExpression operand = operand();
        depth--;
        return operand;
    }

    private PythonExpression signed(char sign, PythonExpression operand, int start) {
        JsonNode value = operand.value();
        if (sign == '~' || value == null || !value.isNumber()) {
            return new Other(from(start));
        }
        JsonNode signed = sign == '+'
                ? value
                : value.isIntegralNumber()
                        ? BigIntegerNode.valueOf(value.bigIntegerValue().negate())
                        : DoubleNode.valueOf(-value.doubleValue());
        return new Literal(signed, false, from(start));
    }

    private PythonExpression trailers(PythonExpression first, int start) throws NotPython {
        PythonExpression expression = first;
        while (true) {
            int end = source.at();
            source.space();
            if (source.take('(')) {
                Name function = expression instanceof Name name ? name : null;
                expression = new Call(function, arguments(), from(start));
            } else if (source.take('[')) {
                source.open();
                expression();
                source.close(']');
                expression = new Other(from(start));
            } else if (source.peek() == '.' && !(first instanceof Literal literal && literal.value().isNumber())) {
                source.skip(1);
                source.space();
                String attribute = source.identifier(false);
                expression = expression instanceof Name name
                        ? new Name(name.name() + "." + attribute, from(start))
                        : new Other(from(start));
            } else {
                source.skip(end - source.at());
                return expression;
            }
        }
    }

    private List<Keyword> arguments() throws NotPython {
        source.open();
        List<Keyword> keywords = new ArrayList<>();
        source.space();
        while (source.peek() != ')') {
            String name = source.keyword();
            if (name != null) {
                keywords.add(new Keyword(name, expression()));
            } else if (keywords.isEmpty()) {
                expression();
            } else {
                throw new NotPython();
            }
            source.space();
            if (!source.take(',') && source.peek() != ')') {
                throw new NotPython();
            }
            source.space();
        }
        source.close(')');
        return keywords;
    }

    private PythonExpression primary() throws NotPython {
        int start = source.at();
        char c = source.peek();
        if (c == '\'' || c == '"' || source.prefixLength() > 0) {
            return source.strings();
        }
        if (c == '[') {
            source.skip(1);
            return new Elements(elements(']', new ArrayList<>()), from(start));
        }
        if (c == '(') {
            source.skip(1);
            return parenthesised(start);
        }
        if (c == '{') {
            source.skip(1);
            return braces(start);
        }
        if (source.startsWith("...")) {
            source.skip(3);
            return new Other(from(start));
        }
        if ((c >= '0' && c <= '9') || c == '.') {
            return number(start);
        }
        return named(start);
    }

    private PythonExpression number(int start) throws NotPython {
        JsonNode number = source.number();
        if (number != null) {
            return new Literal(number, true, from(start));
        }
        char last = source.text().charAt(source.at() - 1);
        if (last != 'j' && last != 'J') {
            throw new NotPython();
        }
        return new Other(from(start));
    }

    private PythonExpression named(int start) throws NotPython {
        String name = source.identifier(true);
        JsonNode value = switch (name) {
            case "True", "true" -> BooleanNode.TRUE;
            case "False", "false" -> BooleanNode.FALSE;
            case "None", "null" -> NullNode.getInstance();
            default -> null;
        };
        boolean constant = PythonTokens.KEYWORDS.contains(name);
        if (constant && value == null) {
            throw new NotPython();
        }
        source.space();
        // What is called true is a name like any other when it is called.
        boolean literal = value != null && (constant || (source.peek() != '(' && source.peek() != '.'));
        Span span = new Span(start, start + name.length());
        return literal && value != null ? new Literal(value, constant, span) : new Name(name, span);
    }

    /** The elements up to a closing bracket, which is taken. */
    private List<PythonExpression> elements(char closer, List<PythonExpression> elements) throws NotPython {
        source.open();
        source.space();
        while (source.peek() != closer) {
            elements.add(expression());
            source.space();
            if (!source.take(',') && source.peek() != closer) {
                throw new NotPython();
            }
            source.space();
        }
        source.close(closer);
        return elements;
    }

    private PythonExpression parenthesised(int start) throws NotPython {
        List<PythonExpression> elements = elements(')', new ArrayList<>());
        if (elements.size() == 1 && !endsWithComma()) {
            return elements.getFirst();
        }
        return array(elements, start);
    }

    /** Whether a comma stands before the bracket that was taken last. */
    private boolean endsWithComma() {
        int last = source.at() - 2;
        while (Character.isWhitespace(source.text().charAt(last))) {
            last--;
        }
        return source.text().charAt(last) == ',';
    }

    private PythonExpression array(List<PythonExpression> elements, int start) {
        JsonNode value = new Elements(elements, from(start)).value();
        return value == null ? new Other(from(start)) : new Literal(value, false, from(start));
    }

    /** A dictionary or a set. */
    private PythonExpression braces(int start) throws NotPython {
        source.open();
        ObjectNode object = Json.object();
        ArrayNode set = Json.array();
        boolean sound = true;
        boolean dictionary = true;
        for (int count = 0; peekAfterSpace() != '}'; count++) {
            PythonExpression key = expression();
            source.space();
            boolean pair = source.take(':');
            if (count > 0 && pair != dictionary) {
                throw new NotPython();
            }
            dictionary = pair;
            PythonExpression element = pair ? expression() : key;
            JsonNode value = element.value();
            boolean keyed = !pair || (key instanceof Literal literal && literal.constant());
            sound = sound && keyed && value != null;
            JsonNode name = key.value();
            if (sound && value != null && pair && name != null) {
                object.set(name.isString() ? name.asString() : PythonJson.write(name), value);
            } else if (sound && value != null) {
                set.add(value);
            }
            source.space();
            if (!source.take(',') && source.peek() != '}') {
                throw new NotPython();
            }
        }
        source.close('}');
        return sound ? new Literal(dictionary ? object : set, false, from(start)) : new Other(from(start));
    }

    private char peekAfterSpace() {
        source.space();
        return source.peek();
    }

    private Span from(int start) {
        return new Span(start, source.at());
    }
}
