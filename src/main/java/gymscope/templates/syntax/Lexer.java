package gymscope.templates.syntax;

import gymscope.templates.TemplateFault;
import gymscope.templates.values.PythonText;
import gymscope.templates.values.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a template into tokens as Jinja2 3.1 does with {@code trim_blocks} and {@code lstrip_blocks}: the first newline
 * after a block or comment goes, so do blanks before one at the start of a line, {@code -} takes all white space on its
 * side, {@code +} keeps it.
 */
final class Lexer {

    private static final int UNICODE = Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern RAW_BEGIN = Pattern.compile("\\{%[-+]?\\s*raw\\s*(?:-%\\}\\s*|%\\})", UNICODE);
    private static final Pattern RAW_END = Pattern
            .compile("\\{%([-+]?)\\s*endraw\\s*(?:\\+%\\}|-%\\}\\s*|%\\}\\n?)", UNICODE);
    private static final Pattern COMMENT_END = Pattern.compile("\\+#\\}|-#\\}\\s*|#\\}\\n?", UNICODE);
    private static final String DIGITS = "(?:[0-9]+_)*[0-9]+";
    private static final Pattern FLOAT = Pattern
            .compile(DIGITS + "(?:(?:\\." + DIGITS + ")?[eE][+-]?" + DIGITS + "|\\." + DIGITS + ")");
    private static final Pattern INTEGER = Pattern
            .compile("0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+|[1-9](?:_?[0-9])*|0(?:_?0)*");
    private static final Pattern NAME = Pattern.compile("\\w+", UNICODE);
    private static final Pattern OPERATOR = Pattern.compile("//|\\*\\*|==|!=|>=|<=|[-+/*%~\\[\\](){}><=.:|,;]");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private final Positions positions;
    private int at;
    private boolean lineStarting = true;

    private Lexer(String source) {
        this.source = source;
        this.positions = new Positions(source);
    }

    /**
     * All tokens, the last one of kind END.
     *
     * @param fault what could not be read at the place of the last one, null when all is well
     */
    record Tokens(List<Token> tokens, @Nullable TemplateFault fault) {}

    static Tokens read(String template) {
        String lines = template.replace("\r\n", "\n").replace('\r', '\n');
        Lexer lexer = new Lexer(lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines);
        TemplateFault fault = null;
        try {
            lexer.readAll();
        } catch (TemplateFault found) {
            fault = found;
        }
        lexer.add(Token.Kind.END, "", lexer.source.length());
        return new Tokens(lexer.tokens, fault);
    }

    private void readAll() {
        while (at < source.length()) {
            int opening = nextOpening();
            if (opening < 0) {
                addData(at, source.substring(at));
                at = source.length();
                break;
            }
            readTag(opening);
        }
    }

    private int nextOpening() {
        for (int i = source.indexOf('{', at); i >= 0 && i + 1 < source.length(); i = source.indexOf('{', i + 1)) {
            char next = source.charAt(i + 1);
            if (next == '%' || next == '{' || next == '#') {
                return i;
            }
        }
        return -1;
    }

    private void readTag(int opening) {
        char kind = source.charAt(opening + 1);
        char sign = signAt(opening + 2);
        addData(at, stripped(source.substring(at, opening), sign, kind != '{'));
        int afterSign = opening + 2 + (sign == ' ' ? 0 : 1);
        Matcher raw = RAW_BEGIN.matcher(source).region(opening, source.length());
        if (kind == '#') {
            skipComment(opening, afterSign);
        } else if (kind == '%' && raw.lookingAt()) {
            readRaw(opening, raw.end());
        } else {
            boolean block = kind == '%';
            add(block ? Token.Kind.BLOCK_BEGIN : Token.Kind.VARIABLE_BEGIN, "", opening);
            at = afterSign;
            readInside(block);
        }
        lineStarting = at > 0 && source.charAt(at - 1) == '\n';
    }

    private char signAt(int index) {
        char sign = index < source.length() ? source.charAt(index) : ' ';
        return sign == '-' || sign == '+' ? sign : ' ';
    }

    /** The text before a tag, less what the tag's sign or {@code lstrip_blocks} takes away. */
    private String stripped(String text, char sign, boolean leftStripped) {
        if (sign == '-') {
            int end = text.length();
            while (end > 0 && PythonText.isSpace(text.charAt(end - 1))) {
                end--;
            }
            return text.substring(0, end);
        }
        if (sign == '+' || !leftStripped) {
            return text;
        }
        int lineStart = text.lastIndexOf('\n') + 1;
        boolean startsLine = lineStart > 0 || lineStarting;
        return startsLine && text.substring(lineStart).chars().allMatch(PythonText::isSpace)
                ? text.substring(0, lineStart)
                : text;
    }

    private void skipComment(int opening, int from) {
        Matcher end = COMMENT_END.matcher(source);
        if (end.find(from)) {
            at = end.end();
        } else if (from < source.length()) {
            throw fault("Missing end of comment tag", opening);
        } else {
            at = from;
        }
    }

    private void readRaw(int opening, int from) {
        Matcher end = RAW_END.matcher(source);
        if (!end.find(from)) {
            at = source.length();
            if (from < source.length()) {
                throw fault("Missing end of raw directive", opening);
            }
            return;
        }
        String sign = end.group(1);
        lineStarting = source.charAt(from - 1) == '\n';
        addData(from, stripped(source.substring(from, end.start()), sign.isEmpty() ? ' ' : sign.charAt(0), true));
        at = end.end();
    }

    /** The tokens of a tag, up to and with its end; braces inside do not end it. */
    private void readInside(boolean block) {
        Deque<Character> brackets = new ArrayDeque<>();
        String end = block ? "%}" : "}}";
        while (true) {
            while (at < source.length() && PythonText.isSpace(source.charAt(at))) {
                at++;
            }
            if (at >= source.length()) {
                return;
            }
            if (brackets.isEmpty() && readEnd(end, block)) {
                return;
            }
            readToken(brackets);
        }
    }

    private boolean readEnd(String end, boolean block) {
        char sign = signAt(at);
        int length = sign == '-' || (sign == '+' && block) ? 1 : 0;
        if (!source.startsWith(end, at + length)) {
            return false;
        }
        add(block ? Token.Kind.BLOCK_END : Token.Kind.VARIABLE_END, "", at);
        at += length + end.length();
        if (length == 1 && sign == '-') {
            while (at < source.length() && PythonText.isSpace(source.charAt(at))) {
                at++;
            }
        } else if (block && length == 0 && at < source.length() && source.charAt(at) == '\n') {
            at++;
        }
        return true;
    }

    private void readToken(Deque<Character> brackets) {
        char first = source.charAt(at);
        if (first == '"' || first == '\'') {
            readString(first);
        } else if (first >= '0' && first <= '9') {
            readNumber();
        } else {
            Matcher name = matches(NAME);
            if (name == null) {
                readOperator(brackets);
            } else {
                readName(name);
            }
        }
    }

    private void readName(Matcher name) {
        if (!Character.isUnicodeIdentifierStart(name.group().codePointAt(0)) && name.group().charAt(0) != '_') {
            throw fault("Invalid character in identifier", at);
        }
        add(Token.Kind.NAME, name.group(), at);
        at = name.end();
    }

    private void readNumber() {
        Matcher real = source.charAt(Math.max(0, at - 1)) == '.' ? null : matches(FLOAT);
        Matcher number = real == null ? matches(INTEGER) : real;
        if (number == null) {
            throw unexpectedCharacter();
        }
        add(real == null ? Token.Kind.INTEGER : Token.Kind.FLOAT, number.group().replace("_", ""), at);
        at = number.end();
    }

    private @Nullable Matcher matches(Pattern pattern) {
        Matcher matcher = pattern.matcher(source).region(at, source.length());
        return matcher.lookingAt() ? matcher : null;
    }

    private TemplateFault unexpectedCharacter() {
        String shown = PythonText.repr(Value.of(Character.toString(source.codePointAt(at))));
        return fault("unexpected char %s at %d".formatted(shown, source.codePointCount(0, at)), at);
    }

    private void readOperator(Deque<Character> brackets) {
        Matcher found = matches(OPERATOR);
        if (found == null) {
            throw unexpectedCharacter();
        }
        String operator = found.group();
        char c = operator.charAt(0);
        switch (c) {
            case '(' -> brackets.push(')');
            case '[' -> brackets.push(']');
            case '{' -> brackets.push('}');
            case ')', ']', '}' -> {
                if (brackets.isEmpty()) {
                    throw fault("unexpected '%s'".formatted(c), at);
                }
                char expected = brackets.pop();
                if (expected != c) {
                    throw fault("unexpected '%s', expected '%s'".formatted(c, expected), at);
                }
            }
            default -> {
                // Not a bracket.
            }
        }
        add(Token.Kind.OPERATOR, operator, at);
        at += operator.length();
    }

    private void readString(char quote) {
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw unexpectedCharacter();
        }
        try {
            add(Token.Kind.STRING, StringEscapes.decode(source.substring(at + 1, end)), at);
        } catch (IllegalArgumentException badEscape) {
            throw fault(String.valueOf(badEscape.getMessage()), at);
        }
        at = end + 1;
    }

    private void addData(int from, String text) {
        if (!text.isEmpty()) {
            add(Token.Kind.DATA, text, from);
        }
    }

    private void add(Token.Kind kind, String text, int offset) {
        tokens.add(new Token(kind, text, positions.of(offset)));
    }

    private TemplateFault fault(String reason, int offset) {
        return TokenReader.fault(reason, positions.of(offset));
    }

    /** Offsets as lines and columns; offsets are asked for in almost rising order. */
    private static final class Positions {

        private final String source;
        private int offset;
        private int line = 1;
        private int lineStart;

        Positions(String source) {
            this.source = source;
        }

        Position of(int wanted) {
            if (wanted < lineStart) {
                offset = 0;
                line = 1;
                lineStart = 0;
            }
            for (; offset < wanted; offset++) {
                if (source.charAt(offset) == '\n') {
                    line++;
                    lineStart = offset + 1;
                }
            }
            return new Position(line, wanted - lineStart + 1);
        }
    }
}
