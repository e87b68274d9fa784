package io.longshore.ledger;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
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

/// What is paid for the rows of a wave and why, packed (`src/docs/format.md` 5): one block with a cell for each row, and one
/// for each provider whose quotes are among them.
///
/// A row's cell: position u8 || address (32) || amount u256 || place of the paid quote u8. A provider's cell for a row: place
/// u8 of its quote among the row's quotes, from 1, and 0 if it has none there || timestamp u64 || price u128 || records u64
/// || quote hash (32) || signature (65); all zero where there is no quote.
final class PackedPayment {
    private static final int ROW = 1 + Address.SIZE + 32 + 1;
    private static final int PRICE = 16;
    private static final int CELL = 1 + Long.BYTES + PRICE + Long.BYTES + Hash.SIZE + Signature.SIZE;

    private PackedPayment() {}

    /// Who signed the quotes of a block, for which bucket, and where payments go.
    private record Signer(ProviderId provider, Account rewards, BucketId bucket) {
        static Signer of(Quote quote) {
            return new Signer(quote.provider(), quote.rewards(), quote.bucket());
        }
    }

    /// Writes `rows` and `quotes`.
    static Body write(List<RowPayment> rows, Body body) {
        ByteBuffer cells = ByteBuffer.allocate(ROW * rows.size());
        SequencedSet<Signer> signers = new LinkedHashSet<>();
        for (RowPayment row : rows) {
            int paid = row.quotes().indexOf(row.paid()) + 1;
            if (paid == 0 || row.position() > 255 || row.quotes().size() > 255
                    || row.quotes().stream().anyMatch(quote -> !quote.address().equals(row.address()))) {
                throw new IllegalArgumentException("quotes that do not fit row " + row.position());
            }
            cells.put((byte) row.position()).put(row.address().bytes().toArray())
                    .put(unsigned(row.amount().atto(), 32)).put((byte) paid);
            row.quotes().forEach(quote -> signers.add(Signer.of(quote)));
        }
        body.blob("rows", Bytes.of(cells.array()));
        return body.bodies("quotes", signers.stream().map(signer -> write(signer, rows)).toList());
    }

    private static Body write(Signer signer, List<RowPayment> rows) {
        ByteBuffer cells = ByteBuffer.allocate(CELL * rows.size());
        for (RowPayment row : rows) {
            int start = cells.position();
            for (int place = 0; place < row.quotes().size(); place++) {
                Quote quote = row.quotes().get(place);
                if (Signer.of(quote).equals(signer)) {
                    cells.position(start).put((byte) (place + 1)).putLong(quote.timestamp().getEpochSecond())
                            .put(unsigned(quote.price().atto(), PRICE)).putLong(quote.records())
                            .put(quote.hash().bytes().toArray()).put(quote.signature().bytes().toArray());
                }
            }
            cells.position(start + CELL);
        }
        return Body.empty().hex("provider", signer.provider().account().bytes())
                .hex("rewards", signer.rewards().bytes())
                .number("bucket", signer.bucket().value()).blob("cells", Bytes.of(cells.array()));
    }

    /// Reads what [#write] wrote.
    static List<RowPayment> read(Body body) {
        byte[] cells = body.blob("rows").toArray();
        int count = whole(cells, ROW);
        List<Map<Integer, Quote>> quotes = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            quotes.add(new TreeMap<>(Comparator.naturalOrder()));
        }
        for (Body signer : body.bodies("quotes")) {
            read(signer, cells, quotes);
        }
        List<RowPayment> rows = new ArrayList<>(count);
        for (int row = 0; row < count; row++) {
            ByteBuffer cell = ByteBuffer.wrap(cells, row * ROW, ROW);
            int position = Byte.toUnsignedInt(cell.get());
            Address address = new Address(take(cell, Address.SIZE));
            Amount amount = new Amount(new BigInteger(1, take(cell, 32).toArray()));
            List<Quote> of = List.copyOf(quotes.get(row).values());
            rows.add(new RowPayment(position, address, of.get(Byte.toUnsignedInt(cell.get()) - 1), amount, of));
        }
        return rows;
    }

    private static void read(Body body, byte[] rows, List<Map<Integer, Quote>> quotes) {
        Signer signer = new Signer(new ProviderId(new Account(body.hex("provider"))), new Account(body.hex("rewards")),
                new BucketId(body.number("bucket")));
        byte[] cells = body.blob("cells").toArray();
        if (whole(cells, CELL) != quotes.size()) {
            throw new IllegalArgumentException("quotes for " + whole(cells, CELL) + " rows of " + quotes.size());
        }
        for (int row = 0; row < quotes.size(); row++) {
            ByteBuffer cell = ByteBuffer.wrap(cells, row * CELL, CELL);
            int place = Byte.toUnsignedInt(cell.get());
            if (place > 0) {
                Address address = new Address(Bytes.of(rows, row * ROW + 1, Address.SIZE));
                quotes.get(row).put(place, new Quote(signer.provider(), signer.bucket(), address,
                        Instant.ofEpochSecond(cell.getLong()),
                        new Amount(new BigInteger(1, take(cell, PRICE).toArray())),
                        cell.getLong(), signer.rewards(), new Hash(take(cell, Hash.SIZE)),
                        new Signature(take(cell, Signature.SIZE))));
            }
        }
    }

    private static int whole(byte[] cells, int width) {
        if (cells.length % width != 0) {
            throw new IllegalArgumentException("cells of " + cells.length + " bytes");
        }
        return cells.length / width;
    }

    private static byte[] unsigned(BigInteger value, int width) {
        byte[] bytes = value.toByteArray();
        int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        if (bytes.length - from > width) {
            throw new IllegalArgumentException(value + " has more than " + width + " bytes");
        }
        byte[] wide = new byte[width];
        System.arraycopy(bytes, from, wide, width - (bytes.length - from), bytes.length - from);
        return wide;
    }

    private static Bytes take(ByteBuffer from, int size) {
        byte[] taken = new byte[size];
        from.get(taken);
        return Bytes.of(taken);
    }
}
