package io.longshore.ledger;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.Wei;

/// The row a query stands on, with its values in our own types.
final class Columns {
    private final ResultSet rows;

    Columns(ResultSet rows) {
        this.rows = rows;
    }

    /// Bytes that must be there.
    Bytes bytes(String column) throws SQLException {
        return Bytes.of(array(column));
    }

    /// Bytes that may be missing.
    Optional<Bytes> optionalBytes(String column) throws SQLException {
        return Optional.ofNullable(rows.getBytes(column)).map(Bytes::of);
    }

    /// Bytes that must be there, not wrapped.
    byte[] array(String column) throws SQLException {
        return rows.getBytes(column);
    }

    /// An id made of bytes.
    <T> T id(String column, Function<byte[], T> type) throws SQLException {
        return type.apply(array(column));
    }

    /// An id made of bytes that may be missing.
    <T> Optional<T> optionalId(String column, Function<byte[], T> type) throws SQLException {
        return Optional.ofNullable(rows.getBytes(column)).map(type);
    }

    /// A text that must be there.
    String text(String column) throws SQLException {
        return rows.getString(column);
    }

    /// A text that may be missing.
    Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(rows.getString(column));
    }

    /// A whole number.
    long number(String column) throws SQLException {
        return rows.getLong(column);
    }

    /// A whole number that may be missing.
    Optional<Long> optionalNumber(String column) throws SQLException {
        long value = rows.getLong(column);
        return rows.wasNull() ? Optional.empty() : Optional.of(value);
    }

    /// A small whole number.
    int small(String column) throws SQLException {
        return rows.getInt(column);
    }

    /// A fact.
    boolean is(String column) throws SQLException {
        return rows.getBoolean(column);
    }

    /// A moment.
    Instant instant(String column) throws SQLException {
        return rows.getObject(column, Instant.class);
    }

    /// Tokens.
    Amount amount(String column) throws SQLException {
        return new Amount(rows.getBigDecimal(column).toBigIntegerExact());
    }

    /// Tokens that may be missing.
    Optional<Amount> optionalAmount(String column) throws SQLException {
        return Optional.ofNullable(rows.getBigDecimal(column)).map(BigDecimal::toBigIntegerExact).map(Amount::new);
    }

    /// Gas.
    Wei wei(String column) throws SQLException {
        return new Wei(rows.getBigDecimal(column).toBigIntegerExact());
    }
}
