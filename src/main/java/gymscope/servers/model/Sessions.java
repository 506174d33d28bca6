package gymscope.servers.model;

import gymscope.servers.http.HttpCall;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The sessions of one server's callers. As in NeMo Gym every answer sets a cookie; whoever sends it back stays in its
 * session, and so do the calls of one rollout. The cookie names a session and proves nothing.
 */
public final class Sessions {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final String ROLLOUT = "/ng-rollout/";

    private final String cookie;

    /**
     * The sessions of a server.
     *
     * @param className the class of its kind in NeMo Gym
     * @param server its name
     */
    public Sessions(String className, String server) {
        this.cookie = className + "___" + server;
    }

    /** The caller's session; a new one without a cookie. The answer will set the cookie. */
    public Session of(HttpCall call) {
        Session session = find(call);
        call.addHeader("Set-Cookie", cookie + "=" + session.id() + "; path=/; Max-Age=1209600; httponly; samesite=lax");
        return session;
    }

    private Session find(HttpCall call) {
        String cookies = call.header("Cookie");
        for (String one : cookies == null ? new String[0] : cookies.split(";", -1)) {
            String[] pair = one.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equals(cookie) && ID.matcher(pair[1]).matches()) {
                return new Session(pair[1], false);
            }
        }
        String rollout = call.path().startsWith(ROLLOUT) ? call.path().substring(ROLLOUT.length()) : "";
        int end = rollout.indexOf('/');
        if (end > 0 && ID.matcher(rollout.substring(0, end)).matches()) {
            return new Session(rollout.substring(0, end), false);
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new Session(new UUID(random.nextLong(), random.nextLong()).toString(), true);
    }
}
