package gymscope.ui.servers;

/** What can be done to a server from its row. */
interface ServerActions {

    void start(String name);

    void stop(String name);

    void restart(String name);

    /** Stops it and takes it out of the table. */
    void remove(String name);

    /** Copies the address that clients are given. */
    void copyUrl(ServerRow row);

    /** Copies the lines of env.yaml that make the server NeMo Gym's policy model, its token included. */
    void copyEnvironment(ServerRow row);

    /** Opens the file that the server was made from. */
    void openConfig(String name);

    /** Shows the server's log. */
    void openLog(String name);

    /** Shows the folder of the server's logs in the system's file browser. */
    void openLogFolder(ServerRow row);
}
