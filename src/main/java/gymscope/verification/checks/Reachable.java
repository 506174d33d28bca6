package gymscope.verification.checks;

import gymscope.verification.Check;
import gymscope.verification.Finding;
import gymscope.verification.Probe;
import gymscope.verification.Theme;
import gymscope.verification.Words;
import gymscope.wire.Exchange;

/** Whether anything that speaks HTTP answers at the address. */
final class Reachable implements Check {

    @Override
    public String id() {
        return "reachable";
    }

    @Override
    public String title() {
        return "Endpoint is reachable";
    }

    @Override
    public Theme theme() {
        return Theme.REACH_AND_SHAPE;
    }

    @Override
    public String shortfall() {
        return "the endpoint can't be reached";
    }

    @Override
    public Finding examine(Probe probe) {
        Exchange exchange = probe.get("/models");
        String failure = exchange.failure();
        if (exchange.status() == 0) {
            String words = failure == null ? "No answer came." : failure;
            String sentence = words.contains(". ") ? words.substring(0, words.indexOf(". ") + 1) : words;
            probe.stop(sentence, "Start the server there or correct the address.");
            return Finding.fail(Words.clause(sentence), "Nothing can be asked of an endpoint that does not answer.",
                    "Start the server there or correct the address");
        }
        if (exchange.status() >= 500) {
            return Finding.warn("answers %d in %s".formatted(exchange.status(), Words.duration(exchange.timing().total())),
                    "A status of 500 or more says that the server itself is in trouble.", "Look at the server's log");
        }
        return Finding.pass("answers in %s".formatted(Words.duration(exchange.timing().total())));
    }
}
