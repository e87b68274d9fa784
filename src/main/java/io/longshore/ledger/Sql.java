package io.longshore.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.FileId;
import io.longshore.model.GroupId;
import io.longshore.model.Hash;
import io.longshore.model.IntentId;
import io.longshore.model.ProviderId;
import io.longshore.model.UploadId;
import io.longshore.model.WaveId;
import io.longshore.model.Wei;

/// A thin layer over one connection: statements with the values of our own types, prepared once each. Used by the ledger's
/// thread only.
final class Sql {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    /// Makes a value of a row.
    interface Mapper<T> {
        T map(Columns row) throws SQLException, FailureException;
    }

    /// Changes rows; returns how many.
    int change(String sql, @Nullable Object... values) throws SQLException {
        return statement(sql, values).executeUpdate();
    }

    /// Every row, in order.
    <T> List<T> all(Mapper<T> mapper, String sql, @Nullable Object... values) throws SQLException, FailureException {
        try (ResultSet rows = statement(sql, values).executeQuery()) {
            Columns columns = new Columns(rows);
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(mapper.map(columns));
            }
            return found;
        }
    }

    /// The first row, if there is one.
    <T> Optional<T> first(Mapper<T> mapper, String sql, @Nullable Object... values)
            throws SQLException, FailureException {
        try (ResultSet rows = statement(sql, values).executeQuery()) {
            return rows.next() ? Optional.of(mapper.map(new Columns(rows))) : Optional.empty();
        }
    }

    /// The number in the first column of the one row.
    long number(String sql, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = statement(sql, values).executeQuery()) {
            if (!rows.next()) {
                throw new IllegalArgumentException("no row: " + sql);
            }
            return rows.getLong(1);
        }
    }

    /// Whether there is a row.
    boolean exists(String sql, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = statement(sql, values).executeQuery()) {
            return rows.next();
        }
    }

    private PreparedStatement statement(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, plain(values[i]));
        }
        return statement;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Optional<?> optional -> plain(optional.orElse(null));
            case Bytes bytes -> bytes.toArray();
            case UploadId id -> id.bytes().toArray();
            case DriveId id -> id.bytes().toArray();
            case GroupId id -> id.bytes().toArray();
            case FileId id -> id.bytes().toArray();
            case Hash hash -> hash.bytes().toArray();
            case Address address -> address.bytes().toArray();
            case Account account -> account.bytes().toArray();
            case ProviderId provider -> provider.account().bytes().toArray();
            case WaveId id -> id.value();
            case IntentId id -> id.value();
            case ChainId id -> id.value();
            case BucketId id -> id.value();
            case ByteCount count -> count.value();
            case Amount amount -> new BigDecimal(amount.atto());
            case Wei wei -> new BigDecimal(wei.value());
            case BigInteger integer -> new BigDecimal(integer);
            default -> value;
        };
    }

    /// Makes what was changed part of the database.
    void commit() throws SQLException {
        connection.commit();
    }

    /// Takes back what was changed since the last commit.
    void rollback() throws SQLException {
        connection.rollback();
    }
}
