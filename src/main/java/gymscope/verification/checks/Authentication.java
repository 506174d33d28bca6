package gymscope.verification.checks;

import gymscope.client.Endpoint;
import gymscope.verification.Check;
import gymscope.verification.Finding;
import gymscope.verification.Probe;
import gymscope.verification.Theme;
import gymscope.verification.Words;
import gymscope.wire.Exchange;
import gymscope.wire.Secret;
import tools.jackson.databind.node.ObjectNode;

/** Whether the key works, and whether it is needed. */
final class Authentication implements Check {

    private static final String PROTECT = "VLLM_API_KEY=… vllm serve …";
    private static final Secret WRONG = Secret.of("gymscope-asks-with-a-wrong-key");

    @Override
    public String id() {
        return "authentication";
    }

    @Override
    public String title() {
        return "Key is asked for";
    }

    @Override
    public Theme theme() {
        return Theme.REACH_AND_SHAPE;
    }

    @Override
    public String shortfall() {
        return "the key is not right or not asked for";
    }

    @Override
    public Finding examine(Probe probe) {
        Endpoint endpoint = probe.endpoint();
        Exchange own = probe.get("/models");
        if (refuses(own)) {
            return endpoint.key() == null ? missing(probe, own) : wrong(probe, own);
        }
        if (endpoint.key() == null) {
            return Finding.warn("open: answers without a key", anyone(endpoint), PROTECT);
        }
        Exchange without = probe.getAs(endpoint.withKey(null), "/models");
        Exchange withWrong = probe.getAs(endpoint.withKey(WRONG), "/models");
        if (refuses(without) && refuses(withWrong)) {
            return Finding.pass("no key: %d, wrong key: %d, this key: %d".formatted(without.status(), withWrong.status(),
                    own.status()));
        }
        return publicList(probe, own);
    }

    /** Gateways show the list of models to everyone and ask for the key where it costs something. */
    private static Finding publicList(Probe probe, Exchange own) {
        Endpoint endpoint = probe.endpoint();
        String model = ModelsListed.chosen(probe, own);
        ObjectNode body = probe.chatRequest("Hi", 1).put("model", model);
        Exchange chat = probe.postAs(endpoint.withKey(WRONG), "/chat/completions", body);
        if (refuses(chat)) {
            return Finding.pass("the list of models is public; a chat with a wrong key: %d".formatted(chat.status()));
        }
        String evidence = "a chat with a wrong key: %d".formatted(chat.status());
        return endpoint.isLoopback()
                ? Finding.warn(evidence, anyone(endpoint), PROTECT)
                : Finding.fail(evidence, anyone(endpoint), PROTECT);
    }

    private static Finding missing(Probe probe, Exchange exchange) {
        probe.stop("%s asks for a key.".formatted(probe.endpoint().baseUrl()),
                "Name the environment variable that holds it: --api-key-env NAME.");
        return Finding.fail("refused without a key: %s".formatted(words(exchange)), "Nothing more can be asked without the key.",
                "gymscope verify … --api-key-env NAME");
    }

    private static Finding wrong(Probe probe, Exchange exchange) {
        probe.stop("%s refuses the key.".formatted(probe.endpoint().baseUrl()), "Give the key that the server was started with.");
        return Finding.fail("the key is refused: %s".formatted(words(exchange)),
                "Nothing more can be asked without the right key.",
                "Give the key that the server was started with");
    }

    private static String anyone(Endpoint endpoint) {
        return endpoint.isLoopback()
                ? "Every program and every web page on this machine can use the model."
                : "Everyone who can reach the address can use the model.";
    }

    private static boolean refuses(Exchange exchange) {
        return exchange.status() == 401 || exchange.status() == 403;
    }

    private static String words(Exchange exchange) {
        String problem = exchange.problem();
        return problem == null ? String.valueOf(exchange.status()) : Words.clause(problem);
    }
}
