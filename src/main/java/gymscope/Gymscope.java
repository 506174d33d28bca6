package gymscope;

import gymscope.cli.GymscopeCommand;

/** The entry point. */
public final class Gymscope {

    private Gymscope() {
    }

    public static void main(String[] arguments) {
        System.exit(GymscopeCommand.run(arguments));
    }
}
