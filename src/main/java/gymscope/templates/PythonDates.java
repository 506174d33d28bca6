package gymscope.templates;

import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Python's {@code strftime} in the C locale, for a time without a zone. */
final class PythonDates {

    private PythonDates() {
    }

    static String strftime(String format, LocalDateTime now) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                text.append(c);
                continue;
            }
            char field = format.charAt(++i);
            boolean unpadded = field == '-' && i + 1 < format.length();
            if (unpadded) {
                field = format.charAt(++i);
            }
            String value = field(field, now);
            text.append(unpadded ? value.replaceFirst("^[0 ]+(?=.)", "") : value);
        }
        return text.toString();
    }

    private static String field(char field, LocalDateTime now) {
        return switch (field) {
            case 'Y' -> "%d".formatted(now.getYear());
            case 'C' -> two(now.getYear() / 100);
            case 'y' -> two(now.getYear() % 100);
            case 'm' -> two(now.getMonthValue());
            case 'd' -> two(now.getDayOfMonth());
            case 'e' -> "%2d".formatted(now.getDayOfMonth());
            case 'B' -> now.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b', 'h' -> now.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
            case 'A' -> now.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'a' -> now.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
            case 'H' -> two(now.getHour());
            case 'k' -> "%2d".formatted(now.getHour());
            case 'I' -> two(now.get(ChronoField.CLOCK_HOUR_OF_AMPM));
            case 'l' -> "%2d".formatted(now.get(ChronoField.CLOCK_HOUR_OF_AMPM));
            case 'M' -> two(now.getMinute());
            case 'S' -> two(now.getSecond());
            case 'f' -> "%06d".formatted(now.getNano() / 1000);
            case 'p' -> now.getHour() < 12 ? "AM" : "PM";
            case 'P' -> now.getHour() < 12 ? "am" : "pm";
            case 'j' -> "%03d".formatted(now.getDayOfYear());
            case 'u' -> String.valueOf(now.getDayOfWeek().getValue());
            case 'w' -> String.valueOf(now.getDayOfWeek().getValue() % 7);
            case 'U' -> two((now.getDayOfYear() + 6 - now.getDayOfWeek().getValue() % 7) / 7);
            case 'W' -> two((now.getDayOfYear() + 6 - (now.getDayOfWeek().getValue() + 6) % 7) / 7);
            case 'V' -> two(now.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'G' -> String.valueOf(now.get(IsoFields.WEEK_BASED_YEAR));
            case 'g' -> two(now.get(IsoFields.WEEK_BASED_YEAR) % 100);
            case 'D', 'x' -> strftime("%m/%d/%y", now);
            case 'F' -> strftime("%Y-%m-%d", now);
            case 'T', 'X' -> strftime("%H:%M:%S", now);
            case 'R' -> strftime("%H:%M", now);
            case 'r' -> strftime("%I:%M:%S %p", now);
            case 'c' -> strftime("%a %b %e %H:%M:%S %Y", now);
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'z', 'Z' -> "";
            case '%' -> "%";
            default -> "%" + field;
        };
    }

    private static String two(int number) {
        return "%02d".formatted(number);
    }
}
