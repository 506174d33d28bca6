package gymscope.ui.controls.tokens;

import gymscope.tokens.EntropyBounds;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A trace as comma-separated values (RFC 4180), a line for each token; what is not known is empty. */
final class TokenCsv {

    private static final String HEAD = "position,id,text,bytes,channel,logprob,floored,probability,surprisal_bits,rank,"
            + "rank_is_exact,margin,entropy_bits_lower,entropy_bits_upper,rest_mass,arrival_ms\r\n";

    private TokenCsv() {
    }

    static String of(TokenTrace trace) {
        StringBuilder csv = new StringBuilder(HEAD);
        for (TraceToken token : trace.tokens()) {
            TokenBytes bytes = token.bytes();
            EntropyBounds entropy = EntropyBounds.of(token);
            cell(csv, token.position());
            cell(csv, token.id());
            cell(csv, quoted(token.text()));
            cell(csv, bytes == null ? null : bytes.hex());
            cell(csv, token.channel().name().toLowerCase(Locale.ROOT));
            cell(csv, token.logprob());
            cell(csv, token.floored());
            cell(csv, token.probability());
            cell(csv, token.surprisalBits());
            cell(csv, token.rank());
            cell(csv, token.rank() == null ? null : token.rankIsExact());
            cell(csv, token.margin());
            cell(csv, entropy == null ? null : entropy.lower());
            cell(csv, entropy == null ? null : entropy.upper());
            cell(csv, token.restMass());
            csv.append(token.arrival() == null ? "" : token.arrival().toNanos() / 1e6).append("\r\n");
        }
        return csv.toString();
    }

    private static void cell(StringBuilder csv, @Nullable Object value) {
        csv.append(value == null ? "" : value).append(',');
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
