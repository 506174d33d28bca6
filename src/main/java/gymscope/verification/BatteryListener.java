package gymscope.verification;

/** Hears how a battery gets on, on the thread that runs it. */
public interface BatteryListener {

    /** A listener that does nothing. */
    BatteryListener NONE = new BatteryListener() {
    };

    /** A check begins. */
    default void started(Check check) {
    }

    /** A check has its verdict. */
    default void finished(CheckResult result) {
    }
}
