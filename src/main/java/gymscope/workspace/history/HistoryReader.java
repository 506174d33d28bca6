package gymscope.workspace.history;

import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Searches and reads the history. Every method waits for the database: call none of them on the UI thread. Thread-safe;
 * a fault says in words why the database can't be read.
 */
public final class HistoryReader {

    /** The columns of {@link HistoryRow}, then those of the content. */
    private static final String ROW = "exchange.id, started, server, model, caller, url, status, micros, tokens_in, tokens_out,"
            + " replay_of, notes, failure, method";
    private static final int MICRO = 1_000;
    private static final int NEWEST = 5_000;

    /**
     * An exchange as it was kept.
     *
     * @param exchange without secrets; its number is the row's
     * @param warnings what could not be carried over
     * @param upstream what was sent to upstreams for it, an exchange each attempt; empty where that was the same, and for
     *            what nobody here served
     */
    public record Kept(HistoryRow row, Exchange exchange, List<String> warnings, List<Exchange> upstream) {}

    /**
     * How much there is.
     *
     * @param exchanges how many are kept
     * @param bytes of the database
     * @param oldest when the oldest was sent, null when there is none
     */
    public record Extent(long exchanges, long bytes, @Nullable Instant oldest) {}

    /**
     * The names that filters can be set to.
     */
    public record Names(List<String> servers, List<String> models) {}

    private interface Query<T> {
        T ask(Connection connection) throws SQLException, IOException;
    }

    private final HistoryDatabase database;
    /** SQLite's calls hold on to the thread that makes them, so that virtual threads wait for this one instead. */
    private final ExecutorService thread = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().name("history reader").daemon().factory());
    private @Nullable Connection connection;

    HistoryReader(HistoryDatabase database) {
        this.database = database;
    }

    /** The numbers of the exchanges that fit, newest first. */
    public long[] ids(HistoryFilter filter) throws InterruptedException {
        return ask(new long[0], connection -> {
            String query = filter.text().isBlank() ? null : SearchText.query(filter.text());
            if (query == null && !filter.text().isBlank()) {
                return new long[0];
            }
            List<Object> values = new ArrayList<>();
            String where = where(filter, query, values);
            try (PreparedStatement select = connection
                    .prepareStatement("SELECT id FROM exchange" + where + " ORDER BY id DESC")) {
                for (int i = 0; i < values.size(); i++) {
                    select.setObject(i + 1, values.get(i));
                }
                return longs(select);
            }
        });
    }

    /** The rows of these exchanges, in no particular order; those that are gone are left out. */
    public List<HistoryRow> rows(long[] ids) throws InterruptedException {
        return ask(List.of(), connection -> {
            String list = Arrays.stream(ids).mapToObj(Long::toString).collect(Collectors.joining(", "));
            List<HistoryRow> rows = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement
                            .executeQuery("SELECT " + ROW + " FROM exchange WHERE id IN (" + list + ")")) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
            return rows;
        });
    }

    /** One exchange; empty when it is gone. */
    public Optional<Kept> load(long id) throws InterruptedException {
        return ask(Optional.empty(), connection -> {
            List<Stored> stored = stored(connection, "exchange.id = " + id);
            return stored.isEmpty() ? Optional.empty() : Optional.of(stored.getFirst().kept());
        });
    }

    /** The latest exchange that repeats this one; empty when none does. */
    public Optional<Kept> latestReplayOf(long id) throws InterruptedException {
        return ask(Optional.empty(), connection -> {
            List<Stored> stored = stored(connection, "replay_of = " + id + " ORDER BY exchange.id DESC LIMIT 1");
            return stored.isEmpty() ? Optional.empty() : Optional.of(stored.getFirst().kept());
        });
    }

    /** The exchange that a server was asked for at a moment, among the newest few thousand; empty when there is none. */
    public Optional<Long> find(String server, Instant at) throws InterruptedException {
        return ask(Optional.empty(), connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT id FROM exchange WHERE id > (SELECT max(id) - "
                    + NEWEST + " FROM exchange) AND server = ? AND started = ? ORDER BY id DESC LIMIT 1")) {
                select.setString(1, server);
                select.setLong(2, at.toEpochMilli());
                long[] found = longs(select);
                return found.length == 0 ? Optional.empty() : Optional.of(found[0]);
            }
        });
    }

    /** The names that occur. */
    public Names names() throws InterruptedException {
        return ask(new Names(List.of(), List.of()),
                connection -> new Names(names(connection, "server"), names(connection, "model")));
    }

    /** How much there is. */
    public Extent extent() throws InterruptedException {
        return ask(new Extent(0, 0, null), connection -> {
            try (Statement statement = connection.createStatement()) {
                long exchanges = number(statement, "SELECT count(*) FROM exchange");
                long pages = number(statement, "PRAGMA page_count") - number(statement, "PRAGMA freelist_count");
                long oldest = number(statement, "SELECT started FROM exchange ORDER BY id LIMIT 1");
                return new Extent(exchanges, pages * number(statement, "PRAGMA page_size"),
                        exchanges == 0 ? null : Instant.ofEpochMilli(oldest));
            }
        });
    }

    /** A number that changes whenever another connection, of this or another process, has written. */
    public long version() throws InterruptedException {
        return ask(0L, connection -> {
            try (Statement statement = connection.createStatement()) {
                return number(statement, "PRAGMA data_version");
            }
        });
    }

    void close() {
        if (!thread.isShutdown()) {
            thread.execute(this::disconnect);
            // Closing it waits for what runs.
            thread.close();
        }
    }

    /**
     * A row with its content as it lies in the database.
     */
    record Stored(HistoryRow row, String method, @Nullable String failure, boolean deflated, Blob blob) {

        byte[] bytes() throws IOException {
            return deflated ? ExchangeContent.inflate(blob.bytes) : blob.bytes;
        }

        Kept kept() throws IOException {
            ExchangeContent content = ExchangeContent.decode(bytes(), row.id());
            return new Kept(row, new Exchange(row.id(), row.server(), method, row.path(), content.requestHeaders(),
                    content.requestBody(), row.status(), content.responseHeaders(), content.responseBody(), content.events(),
                    row.at(), content.timing(row.total()), failure), content.warnings(), content.upstream());
        }
    }

    /** Bytes as they lie in the database. */
    static final class Blob {
        private final byte[] bytes;

        Blob(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    static List<Stored> stored(Connection connection, String condition) throws SQLException {
        List<Stored> stored = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + ROW
                        + ", deflated, bytes FROM exchange JOIN content ON content.id = exchange.id WHERE " + condition)) {
            while (result.next()) {
                stored.add(new Stored(row(result), result.getString("method"), result.getString("failure"),
                        result.getBoolean("deflated"), new Blob(result.getBytes("bytes"))));
            }
        }
        return stored;
    }

    private <T> T ask(T nothing, Query<? extends T> query) throws InterruptedException {
        Future<T> answer = thread.submit(() -> {
            if (connection == null && !database.exists()) {
                return nothing;
            }
            try {
                Connection open = connected();
                return open == null ? nothing : query.ask(open);
            } catch (SQLException | IOException problem) {
                disconnect();
                throw problem;
            }
        });
        try {
            return answer.get();
        } catch (ExecutionException problem) {
            Exception cause = problem.getCause() instanceof Exception known ? known : problem;
            Fault why = database.fault(cause);
            throw new Fault("The history can't be read: " + why.sentence(), why.hint(), cause);
        }
    }

    /** Null while the file is there but its tables are not made yet. */
    private @Nullable Connection connected() throws SQLException {
        if (connection == null) {
            Connection open = database.openToRead();
            connection = open;
            try (Statement statement = open.createStatement()) {
                if (number(statement, "PRAGMA user_version") == 0) {
                    disconnect();
                }
            }
        }
        return connection;
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException problem) {
                throw new IllegalStateException(problem);
            }
        }
    }

    private static String where(HistoryFilter filter, @Nullable String query, List<Object> values) {
        List<String> conditions = new ArrayList<>();
        if (query != null) {
            conditions.add("id IN (SELECT rowid FROM exchange_text WHERE exchange_text MATCH ?)");
            values.add(query);
        }
        if (filter.server() != null) {
            conditions.add("server = ?");
            values.add(filter.server());
        }
        if (filter.model() != null) {
            conditions.add("model = ?");
            values.add(filter.model());
        }
        if (!filter.status().condition().isEmpty()) {
            conditions.add(filter.status().condition());
        }
        if (filter.toolCalls()) {
            conditions.add("tool_calls > 0");
        }
        if (filter.slow()) {
            conditions.add("micros >= " + HistoryFilter.SLOW.toNanos() / MICRO);
        }
        if (filter.since() != null) {
            conditions.add("started >= " + filter.since().toEpochMilli());
        }
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private static HistoryRow row(ResultSet result) throws SQLException {
        return new HistoryRow(result.getLong("id"), Instant.ofEpochMilli(result.getLong("started")), result.getString("server"),
                Objects.requireNonNullElse(result.getString("model"), ""), result.getString("caller"), result.getString("url"),
                result.getInt("status"), Duration.ofNanos(result.getLong("micros") * MICRO), number(result, "tokens_in"),
                number(result, "tokens_out"), number(result, "replay_of"), Findings.notes(result.getString("notes")));
    }

    private static @Nullable Long number(ResultSet result, String column) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? null : Long.valueOf(value);
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    private static long[] longs(PreparedStatement select) throws SQLException {
        long[] found = new long[1_024];
        int count = 0;
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = result.getLong(1);
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static List<String> names(Connection connection, String kind) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT name FROM name WHERE kind = ? ORDER BY name")) {
            select.setString(1, kind);
            List<String> names = new ArrayList<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    names.add(result.getString(1));
                }
            }
            return names;
        }
    }
}
