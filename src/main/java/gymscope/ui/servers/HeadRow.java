package gymscope.ui.servers;

import gymscope.servers.ServerFleet;
import gymscope.servers.ServerState;
import gymscope.servers.ServerState.Failed;
import gymscope.servers.ServerState.Running;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.StateDot;
import java.net.URI;

/**
 * The head server as the Servers screen shows it, at one moment.
 *
 * @param address host and port, "–" while it does not run
 * @param url what NeMo Gym's programs are told, empty while it does not run
 * @param words who finds servers through it, or why it does not run
 * @param hint what to do about it, may be empty
 */
record HeadRow(StateDot.State state, String address, String url, String words, String hint) {

    /** Before one was opened, and after. */
    static final HeadRow NONE = new HeadRow(StateDot.State.STOPPED, Figures.UNKNOWN, "", "", "");

    private static final String OPEN = "NeMo Gym's agents and collectors find the open servers here.";
    private static final String GUARDED = "Gymscope's commands find the servers here; NeMo Gym's agents need gymscope.auth: none.";

    static HeadRow of(ServerFleet fleet) {
        ServerState state = fleet.head();
        return switch (state) {
            case Running(URI url) -> new HeadRow(StateDot.State.RUNNING, url.getAuthority(), url.toString(),
                    fleet.headToken() == null ? OPEN : GUARDED, "");
            case Failed(String reason, String hint) -> new HeadRow(StateDot.State.FAILED, Figures.UNKNOWN, "", reason, hint);
            default -> NONE;
        };
    }

    /** Whether there is something to show. */
    boolean isThere() {
        return state != StateDot.State.STOPPED;
    }
}
