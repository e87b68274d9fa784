package io.longshore.ledger;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.FailureException;
import io.longshore.model.IndexObject;
import io.longshore.model.Row;
import io.longshore.model.RowRef;
import io.longshore.model.UploadId;

/// Index objects in the database. Their files are named relative to the data folder, which may be moved.
final class IndexTable {
    private final Sql sql;
    private final Path home;

    IndexTable(Sql sql, Path home) {
        this.sql = sql;
        this.home = home;
    }

    /// Keeps an upload's index objects; returns them as rows that are in no wave yet.
    List<Row> project(Fact.Indexed indexed) throws SQLException {
        UploadId upload = indexed.upload();
        if (sql.change("update uploads set indexed = true, handle = ? where id = ? and not indexed",
                indexed.handle().toString(), upload) != 1) {
            throw new IllegalArgumentException("no upload without an index: " + upload);
        }
        List<Row> rows = new ArrayList<>();
        for (Fact.Kept object : indexed.objects()) {
            sql.change("insert into objects (upload, ordinal, address, size, file, root) values (?, ?, ?, ?, ?, ?)",
                    upload, object.ordinal(), object.address(), object.size(), object.file(), object.root());
            rows.add(new Row(new RowRef.ObjectRow(upload, object.ordinal()), object.address(), object.size()));
        }
        return rows;
    }

    /// Whether an upload has its index objects.
    boolean isIndexed(UploadId upload) throws SQLException {
        return sql.exists("select 1 from uploads where id = ? and indexed", upload);
    }

    /// An upload's index objects, by ordinal.
    List<IndexObject> of(UploadId upload) throws SQLException, FailureException {
        return sql.all(row -> new IndexObject(upload, row.small("ordinal"), row.id("address", Address::of),
                new ByteCount(row.number("size")), home.resolve(row.text("file")), row.is("root")),
                "select * from objects where upload = ? order by ordinal", upload);
    }

    /// An index object as the journal names it.
    /// @throws IllegalArgumentException if its file is outside the data folder
    Fact.Kept kept(IndexObject object) {
        Path file = object.file().toAbsolutePath().normalize();
        if (!file.startsWith(home)) {
            throw new IllegalArgumentException("an index object outside the data folder: " + file);
        }
        String name = home.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        return new Fact.Kept(object.ordinal(), object.address(), object.size(), name, object.root());
    }
}
