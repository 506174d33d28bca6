package gymscope.parsing.python;

import gymscope.parsing.arguments.PythonCursor;
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
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads Python source by its syntax ({@code ast.parse}), never runs it: displays, literals, names, calls, and operators between
 * them. Not read are comprehensions, lambdas and statements other than expressions. Reads once, from left to right, to a bounded
 * depth. For one source.
 */
final class PythonReader {

    private static final int MAX_DEPTH = 200;

    static final Set<String> KEYWORDS = Set.of("False", "None", "True", "and", "as", "assert", "async", "await", "break",
            "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in",
            "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield");

    private static final List<String> OPERATORS = List.of("**", "//", "<<", ">>", "<=", ">=", "==", "!=", "+", "-", "*", "/",
            "%", "@", "&", "|", "^", "<", ">");
    private static final Pattern PREFIX = Pattern.compile("(?i)[rbuf]{1,2}(?=['\"])");

    private final PythonCursor source;
    private int depth;
    private int brackets;

    /** Not Python; without a trace, since it is no more than a way out of nested expressions. */
    private static final class NotPython extends Exception {

        private static final long serialVersionUID = 1;

        NotPython() {
            super(null, null, false, false);
        }
    }

    private PythonReader(String text) {
        this.source = new PythonCursor(text);
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
            space();
            if (source.isAtEnd()) {
                return;
            }
            boolean newLine = source.take('\n') || source.take('\r');
            if (!newLine && !source.take(';')) {
                throw new NotPython();
            }
            int start = source.at();
            space();
            boolean indented = newLine && source.at() > start;
            if (!source.isAtEnd() && source.peek() != '\n' && source.peek() != '\r') {
                if (indented) {
                    throw new NotPython();
                }
                expression();
            }
        }
    }

    /** Skips space; newlines only inside brackets. */
    private void space() {
        while (!source.isAtEnd()) {
            char c = source.peek();
            if (c == ' ' || c == '\t' || c == '\f' || (brackets > 0 && (c == '\n' || c == '\r'))) {
                source.skip(1);
            } else if (source.startsWith("\\\n")) {
                source.skip(2);
            } else if (c == '#') {
                while (!source.isAtEnd() && source.peek() != '\n') {
                    source.skip(1);
                }
            } else {
                return;
            }
        }
    }

    /** An operand, or several with operators between them. */
    private PythonExpression expression() throws NotPython {
        if (++depth > MAX_DEPTH) {
            throw new NotPython();
        }
        space();
        int start = source.at();
        PythonExpression operand = operand();
        space();
        boolean several = false;
        while (operator()) {
            several = true;
            operand();
            space();
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
        String word = word();
        switch (word) {
            case "and", "or", "in" -> {
            }
            case "is" -> {
                source.skip(2);
                space();
                source.skip(word().equals("not") ? 3 : 0);
                return true;
            }
            case "not" -> {
                source.skip(3);
                space();
                if (!word().equals("in")) {
                    throw new NotPython();
                }
                source.skip(2);
                return true;
            }
            case "if" -> {
                source.skip(2);
                expression();
                space();
                if (!word().equals("else")) {
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
        space();
        int start = source.at();
        char c = source.peek();
        if (c == '-' || c == '+' || c == '~') {
            source.skip(1);
            return signed(c, operandBelow(), start);
        }
        if (word().equals("not")) {
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
            space();
            if (source.take('(')) {
                Name function = expression instanceof Name name ? name : null;
                expression = new Call(function, arguments(), from(start));
            } else if (source.take('[')) {
                brackets++;
                expression();
                close(']');
                expression = new Other(from(start));
            } else if (source.peek() == '.' && !(first instanceof Literal literal && literal.value().isNumber())) {
                source.skip(1);
                space();
                String attribute = identifier(false);
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
        brackets++;
        List<Keyword> keywords = new ArrayList<>();
        space();
        while (source.peek() != ')') {
            String name = keyword();
            if (name != null) {
                keywords.add(new Keyword(name, expression()));
            } else if (keywords.isEmpty()) {
                expression();
            } else {
                throw new NotPython();
            }
            space();
            if (!source.take(',') && source.peek() != ')') {
                throw new NotPython();
            }
            space();
        }
        close(')');
        return keywords;
    }

    /** Takes an argument's name and its equals sign; null when there is none. */
    private @Nullable String keyword() throws NotPython {
        int start = source.at();
        String name = word();
        if (name.isEmpty()) {
            return null;
        }
        source.skip(name.length());
        space();
        if (source.peek() != '=' || source.startsWith("==")) {
            source.skip(start - source.at());
            return null;
        }
        if (KEYWORDS.contains(name)) {
            throw new NotPython();
        }
        source.skip(1);
        return name;
    }

    private PythonExpression primary() throws NotPython {
        int start = source.at();
        char c = source.peek();
        if (c == '\'' || c == '"' || prefixLength() > 0) {
            return strings(start);
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
        String name = identifier(true);
        JsonNode value = switch (name) {
            case "True", "true" -> BooleanNode.TRUE;
            case "False", "false" -> BooleanNode.FALSE;
            case "None", "null" -> NullNode.getInstance();
            default -> null;
        };
        boolean constant = KEYWORDS.contains(name);
        if (constant && value == null) {
            throw new NotPython();
        }
        space();
        // What is called true is a name like any other when it is called.
        boolean literal = value != null && (constant || (source.peek() != '(' && source.peek() != '.'));
        Span span = new Span(start, start + name.length());
        return literal && value != null ? new Literal(value, constant, span) : new Name(name, span);
    }

    /** The elements up to a closing bracket, which is taken. */
    private List<PythonExpression> elements(char closer, List<PythonExpression> elements) throws NotPython {
        brackets++;
        space();
        while (source.peek() != closer) {
            elements.add(expression());
            space();
            if (!source.take(',') && source.peek() != closer) {
                throw new NotPython();
            }
            space();
        }
        close(closer);
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
        brackets++;
        ObjectNode object = Json.object();
        ArrayNode set = Json.array();
        boolean sound = true;
        boolean dictionary = true;
        for (int count = 0; peekAfterSpace() != '}'; count++) {
            PythonExpression key = expression();
            space();
            boolean pair = source.take(':');
            if (count > 0 && pair != dictionary) {
                throw new NotPython();
            }
            dictionary = pair;
            PythonExpression element = pair ? expression() : key;
            JsonNode value = element.value();
            boolean keyed = !pair || (key instanceof Literal literal && literal.constant());
            sound = sound && keyed && value != null;
            if (sound && value != null && pair && key.value() instanceof JsonNode name) {
                object.set(name.isString() ? name.asString() : PythonJson.write(name), value);
            } else if (sound && value != null) {
                set.add(value);
            }
            space();
            if (!source.take(',') && source.peek() != '}') {
                throw new NotPython();
            }
        }
        close('}');
        return sound ? new Literal(dictionary ? object : set, false, from(start)) : new Other(from(start));
    }

    private char peekAfterSpace() {
        space();
        return source.peek();
    }

    private PythonExpression strings(int start) throws NotPython {
        StringBuilder whole = new StringBuilder();
        boolean text = true;
        int end = start;
        while (source.peek() == '\'' || source.peek() == '"' || prefixLength() > 0) {
            int length = prefixLength();
            String prefix = source.text().substring(source.at(), source.at() + length);
            source.skip(length);
            StringBuilder part = new StringBuilder();
            if (!source.string(part, prefix.indexOf('r') >= 0 || prefix.indexOf('R') >= 0)) {
                throw new NotPython();
            }
            boolean formatted = prefix.indexOf('f') >= 0 || prefix.indexOf('F') >= 0;
            text = text && prefix.indexOf('b') < 0 && prefix.indexOf('B') < 0 && (!formatted || withoutFields(part));
            whole.append(part);
            end = source.at();
            space();
        }
        source.skip(end - source.at());
        return text ? new Literal(StringNode.valueOf(whole.toString()), true, from(start)) : new Other(from(start));
    }

    /** Halves the doubled braces of a formatted string; false when it has fields. */
    private static boolean withoutFields(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' || c == '}') {
                if (i + 1 >= text.length() || text.charAt(i + 1) != c) {
                    return false;
                }
                text.deleteCharAt(i);
            }
        }
        return true;
    }

    private int prefixLength() {
        char c = source.peek();
        if ("rRbBuUfF".indexOf(c) < 0) {
            return 0;
        }
        var matcher = PREFIX.matcher(source.text()).region(source.at(), Math.min(source.text().length(), source.at() + 3));
        return matcher.lookingAt() ? matcher.end() - matcher.start() : 0;
    }

    private String identifier(boolean keyword) throws NotPython {
        String name = word();
        if (name.isEmpty() || (!keyword && KEYWORDS.contains(name))) {
            throw new NotPython();
        }
        source.skip(name.length());
        return name;
    }

    /** The word that stands here, without taking it; empty when there is none. */
    private String word() {
        String text = source.text();
        int end = source.at();
        while (end < text.length() && isWordPart(text.charAt(end), end > source.at())) {
            end++;
        }
        return text.substring(source.at(), end);
    }

    static boolean isWordPart(char c, boolean inside) {
        return c == '_' || Character.isLetter(c) || (inside && Character.isDigit(c));
    }

    private void close(char closer) throws NotPython {
        space();
        if (!source.take(closer)) {
            throw new NotPython();
        }
        brackets--;
    }

    private Span from(int start) {
        return new Span(start, source.at());
    }
}
