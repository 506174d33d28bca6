package gymscope.servers;

/**
 * What a server has been asked, counted at one moment.
 *
 * @param requests all that came in
 * @param inFlight being answered now
 * @param clientErrors answered with a status from 400 to 499; a client that hung up counts as one
 * @param serverErrors answered with a status from 500 on
 * @param tooMany of the client errors those with status 429
 * @param tokens generated in all, where the server knows
 * @param tokensPerSecond generated over the last ten seconds
 */
public record ServerFigures(long requests, int inFlight, long clientErrors, long serverErrors, long tooMany, long tokens,
        double tokensPerSecond) {

    /** Requests that were not answered well. */
    public long failures() {
        return clientErrors + serverErrors;
    }
}
