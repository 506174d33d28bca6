package gymscope.servers.model;

import gymscope.servers.http.Route;
import java.util.List;

/** One running model server: what it answers. The fleet listens for it, guards it and counts its calls. */
public interface ModelServer extends AutoCloseable {

    /** The model's name as callers and screens see it. */
    String model();

    /** Everything it answers but {@code GET /}, which every server answers alike. */
    List<Route> routes();

    /** Frees what it holds. Its calls have ended by then. */
    @Override
    void close();
}
