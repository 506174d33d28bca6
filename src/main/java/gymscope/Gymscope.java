package gymscope;

/** The entry point. */
public final class Gymscope {

    private Gymscope() {
    }

    public static void main(String[] arguments) {
    }
}
