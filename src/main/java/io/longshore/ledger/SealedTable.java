package io.longshore.ledger;

import java.sql.SQLException;
import java.util.List;

import io.longshore.model.Bytes;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.GroupId;
import io.longshore.model.UploadId;

/// What was read back from the journal and is known as sealed only: names of empty folders, and sources of uploads. And
/// the folders' names once they are opened.
final class SealedTable {
    private final Sql sql;

    SealedTable(Sql sql) {
        this.sql = sql;
    }

    /// A source as the journal has it.
    record SealedSource(UploadId upload, DriveId drive, Bytes sealed) {}

    /// A group's empty folders as the journal has them.
    record SealedFolders(GroupId group, DriveId drive, Bytes sealed) {}

    /// Keeps a group's folders, sealed.
    void project(Fact.Folders folders) throws SQLException {
        sql.change("merge into sealed_folders (group_id, drive, sealed) key (group_id) values (?, ?, ?)",
                folders.group(), folders.drive(), folders.sealed());
    }

    /// Gives a group's folders in clear.
    void folders(GroupId group, List<String> folders) throws SQLException {
        sql.change("delete from sealed_folders where group_id = ?", group);
        sql.change("delete from folders where group_id = ?", group);
        for (int ordinal = 0; ordinal < folders.size(); ordinal++) {
            sql.change("insert into folders (group_id, ordinal, name) values (?, ?, ?)", group, ordinal,
                    folders.get(ordinal));
        }
    }

    /// A group's folders in clear, in the order they were given.
    List<String> folders(GroupId group) throws SQLException, FailureException {
        return sql.all(row -> row.text("name"), "select name from folders where group_id = ? order by ordinal", group);
    }

    /// Whether a group's folders are known as sealed only.
    boolean sealed(GroupId group) throws SQLException {
        return sql.exists("select 1 from sealed_folders where group_id = ?", group);
    }

    /// All folders that are known as sealed only.
    List<SealedFolders> sealedFolders() throws SQLException, FailureException {
        return sql.all(row -> new SealedFolders(row.id("group_id", GroupId::of), row.id("drive", DriveId::of),
                row.bytes("sealed")), "select * from sealed_folders");
    }

    /// All sources that are known as sealed only, oldest upload first.
    List<SealedSource> sealedSources() throws SQLException, FailureException {
        return sql.all(row -> new SealedSource(row.id("id", UploadId::of), row.id("drive", DriveId::of),
                row.bytes("sealed_source")),
                "select id, drive, sealed_source from uploads where not source_known order by number");
    }
}
