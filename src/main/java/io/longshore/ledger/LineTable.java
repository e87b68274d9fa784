package io.longshore.ledger;

import java.io.ByteArrayOutputStream;
import java.sql.SQLException;

import io.longshore.ledger.JournalLine.Header;
import io.longshore.ledger.JournalScan.Mark;
import io.longshore.model.Bytes;
import io.longshore.model.FailureException;

/// The journal's lines in the database, as they stand in the journal: from them it can be made anew where it is lost, each
/// line proven by the hash of the last one.
final class LineTable {
    /// The most bytes that H2 keeps in one value of type `varbinary` (`org.h2.engine.Constants#MAX_STRING_LENGTH`).
    private static final int PIECE = 1 << 20;

    private final Sql sql;

    LineTable(Sql sql) {
        this.sql = sql;
    }

    /// Keeps a line, the next after those that are kept.
    void keep(JournalLine line) throws SQLException {
        Bytes json = Bytes.of(line.json());
        int piece = 0;
        for (int from = 0; from < json.size(); from += PIECE) {
            sql.change("insert into lines (seq, piece, json) values (?, ?, ?)", line.header().seq(), piece,
                    json.slice(from, Math.min(json.size(), from + PIECE)));
            piece++;
        }
    }

    /// The number of the last line that is kept; 0 if none is.
    long last() throws SQLException {
        return sql.number("select coalesce(max(seq), 0) from lines");
    }

    /// Reads the kept lines from the first on, up to `end`.
    /// @return whether they are the lines that lead there; if not, those that were given are not to be used
    boolean read(Mark end, Journal.Reader reader) throws SQLException, FailureException {
        Mark mark = Mark.START;
        while (mark.seq() < end.seq()) {
            byte[] json = json(mark.seq() + 1);
            Header header = Header.parse(json, 0, json.length).orElse(new Header(0, 0, 0, 0));
            if (header.seq() != mark.seq() + 1) {
                return false;
            }
            JournalLine line = new JournalLine(JournalLine.chain(mark.hash(), json, 0, json.length), header, json);
            reader.line(line);
            mark = new Mark(header.seq(), line.hash());
        }
        return mark.equals(end);
    }

    private byte[] json(long seq) throws SQLException, FailureException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        sql.all(row -> row.array("json"), "select json from lines where seq = ? order by piece", seq)
                .forEach(json::writeBytes);
        return json.toByteArray();
    }
}
