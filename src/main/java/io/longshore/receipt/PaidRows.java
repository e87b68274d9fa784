package io.longshore.receipt;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.Quote;
import io.longshore.model.RowPayment;
import io.longshore.model.Signature;

/// Reads `rows` and `quotes` of an `intent` that pays a wave (`src/docs/format.md` 5).
final class PaidRows {
    private static final int AMOUNT = 32;
    private static final int PRICE = 16;
    private static final int ROW = 1 + Address.SIZE + AMOUNT + 1;
    private static final int CELL = 1 + Long.BYTES + PRICE + Long.BYTES + Hash.SIZE + Signature.SIZE;

    private final byte[] rows;
    private final List<Map<Integer, Quote>> quotes = new ArrayList<>();

    private PaidRows(byte[] rows) {
        this.rows = rows;
    }

    /// The rows, each with its quotes in the order of their places.
    static List<RowPayment> read(Fields intent) {
        byte[] rows = intent.blob("rows");
        Rule.holds(rows.length > 0 && rows.length % ROW == 0, "its rows are cut off");
        PaidRows reading = new PaidRows(rows);
        int count = rows.length / ROW;
        for (int row = 0; row < count; row++) {
            reading.quotes.add(new TreeMap<>());
        }
        intent.objects("quotes").forEach(reading::quotesOf);
        List<RowPayment> payments = new ArrayList<>(count);
        for (int row = 0; row < count; row++) {
            payments.add(reading.row(row));
        }
        return payments;
    }

    private RowPayment row(int row) {
        ByteBuffer cell = ByteBuffer.wrap(rows, row * ROW, ROW);
        int position = Byte.toUnsignedInt(cell.get());
        Address address = new Address(take(cell, Address.SIZE));
        Amount amount = new Amount(integer(cell, AMOUNT));
        int paid = Byte.toUnsignedInt(cell.get());
        Map<Integer, Quote> places = quotes.get(row);
        List<Quote> all = List.copyOf(places.values());
        Rule.holds(paid >= 1 && paid <= all.size(), "row %s is paid on a quote that is not there", position);
        for (int place = 1; place <= all.size(); place++) {
            Rule.holds(places.containsKey(place), "quote %s of row %s is missing", place, position);
        }
        return new RowPayment(position, address, all.get(paid - 1), amount, all);
    }

    private void quotesOf(Fields signer) {
        ProviderId provider = new ProviderId(new Account(signer.hex("provider")));
        Account rewards = new Account(signer.hex("rewards"));
        BucketId bucket = new BucketId(signer.number("bucket"));
        byte[] cells = signer.blob("cells");
        Rule.holds(cells.length == quotes.size() * CELL, "the quotes of %s are not one for each row", provider);
        for (int row = 0; row < quotes.size(); row++) {
            ByteBuffer cell = ByteBuffer.wrap(cells, row * CELL, CELL);
            int place = Byte.toUnsignedInt(cell.get());
            Address address = new Address(Bytes.of(rows, row * ROW + 1, Address.SIZE));
            Quote quote = new Quote(provider, bucket, address, Instant.ofEpochSecond(cell.getLong()),
                    new Amount(integer(cell, PRICE)), cell.getLong(), rewards, new Hash(take(cell, Hash.SIZE)),
                    new Signature(take(cell, Signature.SIZE)));
            if (place > 0) {
                Rule.holds(quotes.get(row).put(place, quote) == null, "two quotes have place %s", place);
            } else {
                Rule.holds(Bytes.of(cells, row * CELL, CELL).equals(Bytes.of(new byte[CELL])),
                        "a quote of %s has no place", provider);
            }
        }
    }

    private static BigInteger integer(ByteBuffer from, int size) {
        return new BigInteger(1, take(from, size).toArray());
    }

    private static Bytes take(ByteBuffer from, int size) {
        byte[] taken = new byte[size];
        from.get(taken);
        return Bytes.of(taken);
    }
}
