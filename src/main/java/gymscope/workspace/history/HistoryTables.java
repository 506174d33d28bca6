package gymscope.workspace.history;

import gymscope.wire.Caller;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writing to the tables. Belongs to the thread that writes; closed when anything fails. */
final class HistoryTables implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryTables.class);
    private static final int SETTLED_AT_ONCE = 32;
    private static final int REMOVED_AT_ONCE = 500;
    private static final int MICRO = 1_000;

    private final Connection connection;
    private final Statement statement;
    private final PreparedStatement addRow;
    private final PreparedStatement addContent;
    private final PreparedStatement addName;
    private final Set<String> names = new HashSet<>();
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);

    HistoryTables(Connection connection) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
        this.addRow = connection.prepareStatement("INSERT INTO exchange (id, started, server, caller, method, url, status,"
                + " micros, failure, replay_of, tokens_out) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        this.addContent = connection.prepareStatement("INSERT INTO content (id, deflated, bytes) VALUES (?, 0, ?)");
        this.addName = connection.prepareStatement("INSERT OR IGNORE INTO name (kind, name) VALUES (?, ?)");
    }

    /** Adds exchanges as they are, in one transaction. */
    void add(List<Waiting> batch, SecretFilter filter) throws SQLException {
        statement.execute("BEGIN IMMEDIATE");
        boolean kept = false;
        try {
            long id = lastId();
            for (Waiting waiting : batch) {
                id++;
                add(id, waiting, filter);
            }
            statement.execute("COMMIT");
            kept = true;
        } finally {
            rollBackUnless(kept);
        }
    }

    /** Reads, compresses and indexes some exchanges, the newest first; whether there may be more. */
    boolean settleSome() throws SQLException, IOException {
        statement.execute("BEGIN IMMEDIATE");
        boolean kept = false;
        try (PreparedStatement change = connection.prepareStatement("UPDATE exchange SET model = ?, tokens_in = ?,"
                + " tokens_out = coalesce(?, tokens_out), tool_calls = ?, notes = ?, settled = 1 WHERE id = ?");
                PreparedStatement compress = connection
                        .prepareStatement("UPDATE content SET deflated = 1, bytes = ? WHERE id = ?");
                PreparedStatement index = connection.prepareStatement("INSERT INTO exchange_text (rowid, text) VALUES (?, ?)")) {
            List<HistoryReader.Stored> some = HistoryReader.stored(connection,
                    "settled = 0 ORDER BY exchange.id DESC LIMIT " + SETTLED_AT_ONCE);
            for (HistoryReader.Stored stored : some) {
                settle(stored, change, compress, index);
            }
            statement.execute("COMMIT");
            kept = true;
            return some.size() == SETTLED_AT_ONCE;
        } finally {
            rollBackUnless(kept);
        }
    }

    /** Removes the oldest exchanges while there are too many or they are too old; whether any went. */
    boolean prune(HistoryLimits limits) throws SQLException {
        long oldest = Instant.now().minus(limits.age()).toEpochMilli();
        boolean any = false;
        while (number("SELECT count(*) FROM (SELECT 1 FROM exchange LIMIT 1)") > 0
                && (size() > limits.bytes() || number("SELECT started FROM exchange ORDER BY id LIMIT 1") < oldest)) {
            removeOldest();
            any = true;
        }
        return any;
    }

    @Override
    public void close() {
        deflater.end();
        try {
            connection.close();
        } catch (SQLException problem) {
            LOG.warn("The history could not be closed: {}", Fault.sentenceOf(problem));
        }
    }

    private void add(long id, Waiting waiting, SecretFilter filter) throws SQLException {
        Exchange asItWas = waiting.exchange().get();
        Exchange exchange = filter.clean(asItWas);
        List<Exchange> upstream = filter.clean(waiting.upstream().apply(asItWas), asItWas, exchange);
        String userAgent = header(exchange.requestHeaders(), Caller.HEADER);
        addRow.setLong(1, id);
        addRow.setLong(2, exchange.startedAt().toEpochMilli());
        addRow.setString(3, exchange.endpoint());
        addRow.setString(4, Caller.nameOf(exchange.url(), userAgent));
        addRow.setString(5, exchange.method());
        addRow.setString(6, exchange.url());
        addRow.setInt(7, exchange.status());
        addRow.setLong(8, exchange.timing().total().toNanos() / MICRO);
        addRow.setString(9, exchange.failure());
        set(addRow, 10, Caller.of(userAgent).replayOf());
        set(addRow, 11, waiting.tokens() == 0 ? null : Long.valueOf(waiting.tokens()));
        addRow.executeUpdate();
        addContent.setLong(1, id);
        addContent.setBytes(2, ExchangeContent.of(exchange, filter.clean(waiting.warnings()), upstream).encode());
        addContent.executeUpdate();
        addName("server", exchange.endpoint());
    }

    private void settle(HistoryReader.Stored stored, PreparedStatement change, PreparedStatement compress,
            PreparedStatement index) throws SQLException, IOException {
        Findings findings = findings(stored);
        change.setString(1, findings.model());
        set(change, 2, findings.tokensIn());
        set(change, 3, findings.tokensOut());
        change.setInt(4, findings.toolCalls());
        change.setString(5, findings.notesJson());
        change.setLong(6, stored.row().id());
        change.executeUpdate();
        compress.setBytes(1, ExchangeContent.deflate(stored.bytes(), deflater));
        compress.setLong(2, stored.row().id());
        compress.executeUpdate();
        index.setLong(1, stored.row().id());
        index.setString(2, findings.text());
        index.executeUpdate();
        addName("model", findings.model());
    }

    /** An exchange that can't be read is kept as it is; it must not hold up the others. */
    private static Findings findings(HistoryReader.Stored stored) {
        try {
            HistoryReader.Kept kept = stored.kept();
            return Findings.of(kept.exchange(), kept.warnings());
        } catch (IOException | RuntimeException problem) {
            LOG.warn("Exchange {} could not be read for the history", stored.row().id(), problem);
            return new Findings("", null, null, 0, List.of(), "");
        }
    }

    private void addName(String kind, String name) throws SQLException {
        if (!name.isEmpty() && names.add(kind + " " + name)) {
            addName.setString(1, kind);
            addName.setString(2, name);
            addName.executeUpdate();
        }
    }

    private void removeOldest() throws SQLException {
        statement.execute("BEGIN IMMEDIATE");
        boolean kept = false;
        try {
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT id FROM exchange ORDER BY id LIMIT " + REMOVED_AT_ONCE)) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            long last = ids.getLast();
            statement.execute("DELETE FROM exchange_text WHERE rowid <= " + last);
            statement.execute("DELETE FROM content WHERE id <= " + last);
            statement.execute("DELETE FROM exchange WHERE id <= " + last);
            statement.execute("COMMIT");
            kept = true;
        } finally {
            rollBackUnless(kept);
        }
        statement.execute("PRAGMA incremental_vacuum");
    }

    private long size() throws SQLException {
        return (number("PRAGMA page_count") - number("PRAGMA freelist_count")) * number("PRAGMA page_size");
    }

    private long lastId() throws SQLException {
        return number("SELECT max(seq) FROM sqlite_sequence WHERE name = 'exchange'");
    }

    private long number(String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    private void rollBackUnless(boolean kept) {
        if (!kept) {
            names.clear();
            try {
                statement.execute("ROLLBACK");
            } catch (SQLException already) {
                LOG.debug("SQLite had rolled back by itself", already);
            }
        }
    }

    private static void set(PreparedStatement into, int place, @Nullable Long value) throws SQLException {
        if (value == null) {
            into.setNull(place, Types.INTEGER);
        } else {
            into.setLong(place, value);
        }
    }

    private static @Nullable String header(Map<String, String> headers, String name) {
        return headers.entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase(name)).map(Map.Entry::getValue)
                .findFirst().orElse(null);
    }
}
