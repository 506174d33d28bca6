package gymscope.templates.values;

import gymscope.templates.values.Value.Bool;
import gymscope.templates.values.Value.Int;
import gymscope.templates.values.Value.Real;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Python's numbers: {@code bool} is an {@code int}, ints have no bounds, floats are doubles. */
public final class Numbers {

    /** Larger ints are refused. */
    private static final int MAX_BITS = 1 << 16;

    /** Python prints no int with more digits. */
    private static final int MAX_DIGITS = 4300;

    private Numbers() {
    }

    static boolean isWhole(Value value) {
        return value instanceof Int || value instanceof Bool;
    }

    static boolean isNumber(Value value) {
        return value instanceof Int || value instanceof Real || value instanceof Bool;
    }

    static BigInteger whole(Value value) {
        return switch (value) {
            case Int number -> number.value();
            case Bool bool -> bool.value() ? BigInteger.ONE : BigInteger.ZERO;
            default -> throw ValueError
                    .type("'%s' object cannot be interpreted as an integer".formatted(PythonText.typeName(value)));
        };
    }

    static double real(Value value) {
        if (value instanceof Real number) {
            return number.value();
        }
        double real = whole(value).doubleValue();
        if (Double.isInfinite(real)) {
            throw ValueError.of("OverflowError", "int too large to convert to float");
        }
        return real;
    }

    /** Whether two numbers are equal; false where one is no number. */
    static boolean same(Value left, Value right) {
        return isNumber(left) && isNumber(right) && compare(left, right) == 0 && !isNan(left) && !isNan(right);
    }

    static boolean isNan(Value value) {
        return value instanceof Real real && Double.isNaN(real.value());
    }

    static int compare(Value left, Value right) {
        if (isWhole(left) && isWhole(right)) {
            return whole(left).compareTo(whole(right));
        }
        if (left instanceof Real one && right instanceof Real other) {
            return Double.compare(one.value() + 0.0, other.value() + 0.0);
        }
        return left instanceof Real one ? compareMixed(one.value(), right) : -compareMixed(((Real) right).value(), left);
    }

    private static int compareMixed(double one, Value other) {
        return Double.isFinite(one)
                ? new BigDecimal(one).compareTo(new BigDecimal(whole(other)))
                : Double.compare(one, 0.0);
    }

    /** The digits of an int. */
    static String decimal(BigInteger number) {
        String digits = number.toString();
        if (digits.length() > MAX_DIGITS + 1) {
            throw ValueError.value("Exceeds the limit (%d digits) for integer string conversion".formatted(MAX_DIGITS));
        }
        return digits;
    }

    /** {@code left operator right} for two numbers. */
    static Value arithmetic(String operator, Value left, Value right) {
        if (isWhole(left) && isWhole(right) && !operator.equals("/")) {
            return wholeArithmetic(operator, whole(left), whole(right));
        }
        return new Real(realArithmetic(operator, left, right));
    }

    private static Value wholeArithmetic(String operator, BigInteger left, BigInteger right) {
        return switch (operator) {
            case "+" -> new Int(left.add(right));
            case "-" -> new Int(left.subtract(right));
            case "*" -> {
                checkBits((long) left.bitLength() + right.bitLength());
                yield new Int(left.multiply(right));
            }
            case "//" -> new Int(floorDivided(left, right, "integer division or modulo by zero"));
            case "%" -> new Int(left.subtract(floorDivided(left, right, "integer modulo by zero").multiply(right)));
            case "**" -> power(left, right);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static BigInteger floorDivided(BigInteger left, BigInteger right, String words) {
        if (right.signum() == 0) {
            throw ValueError.of("ZeroDivisionError", words);
        }
        BigInteger[] parts = left.divideAndRemainder(right);
        return parts[1].signum() != 0 && parts[1].signum() != right.signum() ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static Value power(BigInteger base, BigInteger exponent) {
        if (exponent.signum() < 0) {
            if (base.signum() == 0) {
                throw ValueError.of("ZeroDivisionError", "0.0 cannot be raised to a negative power");
            }
            return new Real(Math.pow(real(new Int(base)), real(new Int(exponent))));
        }
        boolean small = base.abs().compareTo(BigInteger.ONE) <= 0;
        if (exponent.bitLength() > 31) {
            checkBits(small ? 0 : Long.MAX_VALUE);
            return new Int(base.signum() < 0 && !exponent.testBit(0) ? BigInteger.ONE : base);
        }
        checkBits(small ? 0 : (long) base.bitLength() * exponent.intValue());
        return new Int(base.pow(exponent.intValue()));
    }

    private static double realArithmetic(String operator, Value left, Value right) {
        double one = real(left);
        double other = real(right);
        return switch (operator) {
            case "+" -> one + other;
            case "-" -> one - other;
            case "*" -> one * other;
            case "/" -> isWhole(left) && isWhole(right) ? wholeQuotient(whole(left), whole(right)) : divided(one, other);
            case "//" -> {
                checkDivisor(other, "float floor division by zero");
                double rest = modulo(one, other);
                double quotient = Math.rint((one - rest) / other);
                yield quotient == 0 ? Math.copySign(0, one / other) : quotient;
            }
            case "%" -> {
                checkDivisor(other, "float modulo");
                yield modulo(one, other);
            }
            case "**" -> raised(one, other);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static double wholeQuotient(BigInteger left, BigInteger right) {
        if (right.signum() == 0) {
            throw ValueError.of("ZeroDivisionError", "division by zero");
        }
        return new BigDecimal(left).divide(new BigDecimal(right), java.math.MathContext.DECIMAL128).doubleValue();
    }

    private static double divided(double one, double other) {
        checkDivisor(other, "float division by zero");
        return one / other;
    }

    private static void checkDivisor(double divisor, String words) {
        if (divisor == 0) {
            throw ValueError.of("ZeroDivisionError", words);
        }
    }

    /** Python's remainder, which has the sign of the divisor. */
    private static double modulo(double one, double other) {
        double rest = one % other;
        if (rest == 0) {
            return Math.copySign(0.0, other);
        }
        return rest < 0 == other < 0 ? rest : rest + other;
    }

    private static double raised(double base, double exponent) {
        if (base == 0 && exponent < 0) {
            throw ValueError.of("ZeroDivisionError", "0.0 cannot be raised to a negative power");
        }
        double result = Math.pow(base, exponent);
        if (Double.isInfinite(result) && Double.isFinite(base) && Double.isFinite(exponent)) {
            throw ValueError.of("OverflowError", "(34, 'Numerical result out of range')");
        }
        if (base < 0 && exponent != Math.rint(exponent)) {
            throw ValueError.notBuilt("a complex number, the root of a negative one,");
        }
        return base == 1 || exponent == 0 ? 1 : result;
    }

    static void checkBits(long bits) {
        if (bits > MAX_BITS) {
            throw ValueError.limit("makes a number of %,d bits, more than %,d".formatted(bits, MAX_BITS));
        }
    }
}
