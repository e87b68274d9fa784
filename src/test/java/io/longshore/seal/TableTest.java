package io.longshore.seal;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import io.longshore.Seeds;
import io.longshore.model.Address;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.Grid;
import io.longshore.model.Nonce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TableTest {
    private final FileKeys keys = Known.keys();

    @Test
    void pagesHoldEveryEntryOnceInOrder() {
        Seeds.check(40, random -> {
            int count = random.nextInt(1, 600);
            int perPage = random.nextInt(1, 80);
            List<Entry> entries = entries(random, count);
            Table table = new Table(keys, Known.FILE, count, perPage);
            List<Entry> read = new ArrayList<>();
            for (int page = 0; page < table.pages(); page++) {
                assertEquals(read.size(), table.first(page));
                List<Entry> part = entries.subList(read.size(), read.size() + table.length(page));
                Table.SealedPage sealed = table.seal(page, part);
                assertEquals(Bytes.of(sealed.bytes()), Bytes.of(table.seal(page, part).bytes()));
                assertEquals(part.size() * 52 + 16, sealed.bytes().length);
                read.addAll(table.open(page, sealed.page().nonce(), sealed.bytes()));
            }
            assertEquals(entries, read);
        });
    }

    @Test
    void aPageOpensInItsOwnPlaceOnly() {
        Seeds.check(20, random -> {
            Table table = new Table(keys, Known.FILE, 30, 10);
            Table.SealedPage sealed = table.seal(1, entries(random, 30).subList(10, 20));
            Nonce nonce = sealed.page().nonce();
            byte[] bytes = sealed.bytes();
            Failures.expect(Failure.Corrupt.class, () -> table.open(0, nonce, bytes));
            Failures.expect(Failure.Corrupt.class,
                    () -> new Table(keys, Known.FILE, 40, 10).open(1, nonce, bytes));
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Failures.expect(Failure.Corrupt.class, () -> table.open(1, nonce, damaged));
            Failures.expect(Failure.Corrupt.class, () -> table.open(1, nonce, new byte[3]));
        });
    }

    @Test
    void pageOfAnotherLengthIsRefused() {
        Table table = new Table(keys, Known.FILE, 30, 10);
        Table.SealedPage nine = table.seal(1, entries(new SplittableRandom(1), 9));
        Failures.expect(Failure.Corrupt.class, () -> table.open(1, nine.page().nonce(), nine.bytes()));
    }

    @Test
    void entryThatRefersToALaterChunkIsRefused() throws Exception {
        Entry entry = entries(new SplittableRandom(1), 1).getFirst();
        byte[] good = Entry.pack(List.of(new Entry(entry.nonce(), entry.address(), 5)));
        assertEquals(5, Entry.unpack(good, 5, 1).getFirst().sealedAs());
        Failures.expect(Failure.Corrupt.class, () -> Entry.unpack(good, 4, 1));
        byte[] negative = Entry.pack(List.of(new Entry(entry.nonce(), entry.address(), -1)));
        Failures.expect(Failure.Corrupt.class, () -> Entry.unpack(negative, 4, 1));
        Failures.expect(Failure.Corrupt.class, () -> Entry.unpack(new byte[53], 0, 1));
    }

    @Test
    void aFullPageFitsWhereAChunkFits() {
        assertEquals(19, Table.entriesPerPage(Known.grid(1 << 20, 1024)));
        assertEquals(5_040, Table.entriesPerPage(Known.grid(1 << 20, 256 * 1024 - 16)));
        assertEquals(16_384, Table.entriesPerPage(Known.grid(1 << 20, 4_194_288)));
        Seeds.check(100, random -> {
            Grid grid = Known.grid(1 << 20, random.nextLong(52, 5_000_000));
            assertTrue(Table.entriesPerPage(grid) * 52L <= grid.chunkSize().value());
            assertTrue(Table.entriesPerPage(grid) == 16_384
                    || (Table.entriesPerPage(grid) + 1) * 52L > grid.chunkSize().value());
        });
    }

    @Test
    void pageOutsideTheTableIsRefused() {
        Table table = new Table(keys, Known.FILE, 30, 10);
        assertThrows(IndexOutOfBoundsException.class, () -> table.seal(3, List.of()));
    }

    static List<Entry> entries(RandomGenerator random, int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long sealedAs = random.nextInt(4) == 0 ? random.nextInt(i + 1) : i;
            entries.add(new Entry(Nonce.of(Seeds.bytes(random, 12)), Address.of(Seeds.bytes(random, 32)), sealedAs));
        }
        return entries;
    }
}
