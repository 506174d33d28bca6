package gymscope.templates.values;

/** How many characters and elements a rendering may make in values that are not small. Belongs to one rendering. */
public final class Allowance {

    /** The allowance of the rendering that runs on this thread. */
    public static final ScopedValue<Allowance> CURRENT = ScopedValue.newInstance();

    private final long most;
    private long left;

    /** An allowance of so many characters and elements. */
    public Allowance(long most) {
        this.most = most;
        this.left = most;
    }

    static void take(long length) {
        if (CURRENT.isBound()) {
            Allowance allowance = CURRENT.get();
            allowance.left -= length;
            if (allowance.left < 0) {
                throw ValueError.limit("makes values of more than %,d characters and elements".formatted(allowance.most));
            }
        }
    }
}
