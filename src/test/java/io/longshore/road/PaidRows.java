package io.longshore.road;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import tools.jackson.databind.JsonNode;

/// Which chunk each row of a payment is for, unpacked from an `intent` of the journal.
final class PaidRows {
    private static final int HASH = 32;
    /// Position, address, amount, place of the paid quote.
    private static final int ROW = 1 + HASH + 32 + 1;
    /// Place, timestamp, price, records; then the quote's hash.
    private static final int BEFORE_HASH = 1 + 8 + 16 + 8;
    /// The hash is followed by the signature.
    private static final int CELL = BEFORE_HASH + HASH + 65;

    private PaidRows() {}

    /// A row that is paid.
    ///
    /// @param address the chunk's, without `0x`
    /// @param quote the hash of the paid quote, without `0x`
    /// @param amount what is paid
    record PaidRow(String address, String quote, BigInteger amount) {}

    /// The rows of an intent of kind `pay`.
    static List<PaidRow> of(JsonNode intent) {
        byte[] rows = blob(intent, "rows");
        List<PaidRow> paid = new ArrayList<>();
        for (int row = 0; row < rows.length / ROW; row++) {
            ByteBuffer cell = ByteBuffer.wrap(rows, row * ROW, ROW);
            cell.get();
            String address = hex(cell);
            byte[] amount = new byte[32];
            cell.get(amount);
            paid.add(new PaidRow(address, quote(intent, row, cell.get()), new BigInteger(1, amount)));
        }
        return paid;
    }

    private static String quote(JsonNode intent, int row, byte place) {
        for (JsonNode signer : intent.required("quotes")) {
            byte[] cells = blob(signer, "cells");
            if (cells[row * CELL] == place) {
                return hex(ByteBuffer.wrap(cells, row * CELL + BEFORE_HASH, HASH));
            }
        }
        throw new AssertionError("the paid quote of row " + row + " is not among the quotes");
    }

    private static String hex(ByteBuffer from) {
        byte[] bytes = new byte[HASH];
        from.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] blob(JsonNode from, String name) {
        return Base64.getDecoder().decode(from.required(name).stringValue());
    }
}
