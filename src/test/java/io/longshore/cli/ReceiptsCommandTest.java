package io.longshore.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.longshore.Options;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ChainId;
import io.longshore.model.ExportedJournal;
import io.longshore.model.Failure;
import io.longshore.model.Hash;
import io.longshore.model.ImportedJournal;
import io.longshore.model.IntentId;
import io.longshore.model.PaymentMode;
import io.longshore.model.ProviderId;
import io.longshore.model.Quote;
import io.longshore.model.Receipt;
import io.longshore.model.RowPayment;
import io.longshore.model.Signature;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.WaveId;
import io.longshore.model.Wei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReceiptsCommandTest {
    private static final Account VAULT = Account.of("11".repeat(Account.SIZE));

    private static final Hash TRANSACTION = Hash.of("22".repeat(Hash.SIZE));

    @TempDir
    private Path home;

    private Run run;

    @BeforeEach
    void prepare() {
        run = new Run(new FakeLongshore(), home);
    }

    @Test
    void listsWhatWasPaidAndWhatOfItInVain() {
        run.engine.receipts = List.of(paid(), free());
        run.engine.with(Uploads.at("a1b2c3d4e5f60708",
                new UploadState.Cancelled(Amount.of("250000000000000000"))),
                Uploads.at("a1b2c3d4e5f60709",
                        new UploadState.Failed(new Failure.Broken("x"), Amount.of("500000000000000000"))));
        assertEquals(0, run.of("receipts"));
        assertEquals(List.of(
                "Wave 1: 1 row for 3 tokens, and 0.5 coins for gas; block 1234567, 2027-01-15T08:00:00Z, "
                        + TRANSACTION,
                "Wave 2: nothing to pay, all of it was stored already",
                "In all: 2 waves, 1 row, 3 tokens, and 0.5 coins for gas; in vain, as far as known: 0.75 tokens",
                "First payment: 2027-01-15T08:00:00Z"),
                run.out().lines().toList());
        assertEquals(new Options.Network.None(), run.starts.getFirst().network());
    }

    @Test
    void printsOneObjectForEachReceipt() {
        run.engine.receipts = List.of(paid(), free());
        assertEquals(0, run.of("receipts", "--json"));
        JsonNode paid = run.objects().getFirst();
        assertEquals(List.of("wave", "mode", "chain_id", "vault", "tx", "block", "block_time", "rows", "paid_atto",
                "gas_wei"), Run.keys(paid));
        assertEquals(TRANSACTION.toString(), paid.get("tx").stringValue());
        assertEquals("3000000000000000000", paid.get("paid_atto").stringValue());
        JsonNode free = run.objects().get(1);
        assertEquals("free", free.get("mode").stringValue());
        assertTrue(free.get("tx").isNull() && free.get("block").isNull());
        JsonNode totals = run.objects().getLast();
        assertEquals(List.of("total_waves", "total_rows", "total_paid_atto", "total_gas_wei", "first_payment"),
                Run.keys(totals));
        assertEquals("3000000000000000000", totals.get("total_paid_atto").stringValue());
        assertEquals(1_800_000_000, totals.get("first_payment").longValue());
    }

    @Test
    void countsATransactionOnceHoweverManyReceiptsShowIt() {
        run.engine.receipts = List.of(paid(), paid());
        assertEquals(0, run.of("receipts", "--json"));
        assertEquals("3000000000000000000", run.objects().getLast().get("total_paid_atto").stringValue());
        assertEquals(1, run.objects().getLast().get("total_waves").longValue());
    }

    @Test
    void importsAndSaysWhatItBroughtAndThatNothingOfItIsPaidAgain() {
        Path file = home.resolve("export");
        UploadId upload = UploadId.of("a1b2c3d4e5f60708");
        run.engine.imported = new ImportedJournal(12, List.of(upload), List.of(upload), 2, 70,
                Amount.of("3000000000000000000"), Wei.of("500000000000000000"),
                Optional.of(Instant.ofEpochSecond(1_800_000_000)), 1);
        assertEquals(0, run.of("receipts", "--import", file.toString(), "--localnet", "http://127.0.0.1:1/x"));
        assertEquals(new Options.Network.At(URI.create("http://127.0.0.1:1/x")), run.starts.getFirst().network());
        assertTrue(run.engine.calls.contains("import " + file), run.engine.calls.toString());
        assertEquals(List.of(file + ": 12 records taken over, with 1 new upload (1 unfinished) and 2 new receipts for"
                + " 70 rows: 3 tokens, and 0.5 coins for gas. Nothing of that is paid again.",
                "First payment: 2027-01-15T08:00:00Z"), run.out().lines().toList());
        assertTrue(run.err().contains("1 costs in it cannot be read"), run.err());
        Run json = new Run(run.engine, home);
        assertEquals(0, json.of("receipts", "--import", file.toString(), "--json"));
        assertEquals(List.of("path", "records", "uploads", "unfinished", "receipts", "rows", "paid_atto", "gas_wei",
                "first_payment", "dropped_costs"), Run.keys(json.objects().getFirst()));
        assertTrue(json.starts.getFirst().unlocks(), "the vault is wanted");
        Run nothing = new Run(run.engine, home);
        run.engine.imported = new ImportedJournal(0, List.of(), List.of(), 0, 0, Amount.ZERO, Wei.ZERO,
                Optional.empty(), 0);
        assertEquals(0, nothing.of("receipts", "--import", file.toString()));
        assertTrue(nothing.out().contains("all of it was here already"), nothing.out());
        assertEquals(2, nothing.of("receipts", "--import", "a", "--verify", "b"));
        assertEquals(2, nothing.of("receipts", "--localnet", "http://127.0.0.1:1"));
    }

    @Test
    void saysThatNothingWasPaid() {
        assertEquals(0, run.of("receipts"));
        assertEquals("", run.out());
        assertTrue(run.err().contains("Nothing was paid"), run.err());
    }

    @Test
    void exportsToAFileAndReplacesNoneUnasked() {
        Path file = home.resolve("export");
        run.engine.exported = new ExportedJournal(file, 20, TRANSACTION, TRANSACTION);
        assertEquals(0, run.of("receipts", "--export", file.toString(), "--json"));
        assertEquals(List.of("path", "records", "head", "digest"), Run.keys(run.objects().getFirst()));
        assertTrue(run.engine.calls.contains("export " + file + " false"), run.engine.calls.toString());
        run.engine.failure = new Failure.Exists(file);
        assertEquals(1, run.of("receipts", "--export", file.toString()));
        assertTrue(run.err().contains("--overwrite"), run.err());
        run.engine.failure = null;
        assertEquals(0, run.of("receipts", "--export", file.toString(), "--overwrite"));
        assertTrue(run.engine.calls.contains("export " + file + " true"), run.engine.calls.toString());
    }

    @Test
    void verifiesWithoutADataFolderAndSaysWhatItChecked() throws IOException {
        Path file = Files.copy(vector(), home.resolve("export"));
        assertEquals(0, run.of("receipts", "--verify", file.toString()));
        assertEquals(0, run.of("receipts", "--verify", file.toString(), "--json"));
        assertEquals(List.of(), run.starts);
        assertTrue(run.out().startsWith("Records: 20, none changed, swapped or missing up to 0x5528"), run.out());
        assertTrue(run.out().contains("5 recomputed") && run.out().contains("--chain URL")
                && run.out().contains("Signed by 0x7e5f4552091a69125d5dfcb7b8c2659029395bdf"), run.out());
        Run german = new Run(new FakeLongshore(), home);
        german.locale = Locale.GERMAN;
        assertEquals(0, german.of("receipts", "--verify", file.toString()));
        assertTrue(german.out().contains("Unterschrieben von 0x7e5f"), german.out());
    }

    @Test
    void printsWhatItVerifiedAsOneObject() throws IOException {
        Path file = Files.copy(vector(), home.resolve("export"));
        assertEquals(0, run.of("receipts", "--verify", file.toString(), "--json"));
        assertEquals(List.of("path", "records", "head", "digest", "quotes", "intents", "transactions", "receipts",
                "rows", "paid_again", "paid_atto", "gas_wei", "signers", "chain"),
                Run.keys(run.objects().getFirst()));
    }

    @Test
    void saysTheFirstThingThatIsWrong() throws IOException {
        Path file = Files.writeString(home.resolve("export"),
                Files.readString(vector()).replace("\"type\":\"receipt\"", "\"type\":\"receipts\""));
        assertEquals(1, run.of("receipts", "--verify", file.toString()));
        assertEquals("", run.out());
        assertTrue(run.err().contains("does not hold. line 15: its hash is not that of its text")
                && run.err().contains("[LS-CORRUPT]"), run.err());
        assertEquals(1, run.of("receipts", "--verify", home.resolve("none").toString()));
        assertTrue(run.err().contains("[LS-LOCAL]"), run.err());
        run.assertNoStackTrace();
    }

    @Test
    void signsWhatHoldsAndNothingElse() throws IOException {
        Path file = Files.copy(vector(), home.resolve("export"));
        Path key = Files.writeString(home.resolve("key"), "0x" + "22".repeat(32));
        assertEquals(0, run.of("receipts", "--verify", file.toString(), "--counter-sign", key.toString()));
        assertEquals(2, run.out().lines().filter(line -> line.startsWith("Signed by ")).count(), run.out());
        String bad = Files.readString(vector()).replace("\"records\":20", "\"records\":21");
        Path wrong = Files.writeString(home.resolve("wrong"), bad);
        assertEquals(1, run.of("receipts", "--verify", wrong.toString(), "--counter-sign", key.toString()));
        assertEquals(bad, Files.readString(wrong));
    }

    @Test
    void optionsThatMakeNoSenseTogetherAreNotUnderstood() {
        assertEquals(2, run.of("receipts", "--export", "a", "--verify", "b"));
        assertEquals(2, run.of("receipts", "--chain", "http://127.0.0.1:1"));
        assertEquals(2, run.of("receipts", "--export", "a", "--counter-sign", "b"));
        assertEquals(2, run.of("receipts", "--overwrite"));
        assertEquals(List.of(), run.starts);
    }

    private static Path vector() {
        try {
            return Path.of(ReceiptsCommandTest.class.getResource("/vectors/export-v1.jsonl").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Receipt paid() {
        Amount price = Amount.of("1000000000000000000");
        Address address = Address.of("33".repeat(Address.SIZE));
        Quote quote = new Quote(new ProviderId(VAULT), new BucketId(1), address, Instant.EPOCH, price, 0, VAULT,
                TRANSACTION, Signature.of(new byte[Signature.SIZE]));
        return new Receipt(new WaveId(1), new IntentId(2), PaymentMode.WAVE, new ChainId(5), VAULT, TRANSACTION,
                1_234_567, Instant.ofEpochSecond(1_800_000_000),
                List.of(new RowPayment(0, address, quote, price.times(3), List.of(quote))), price.times(3),
                Wei.of("500000000000000000"));
    }

    private static Receipt free() {
        return new Receipt(new WaveId(2), new IntentId(0), PaymentMode.FREE, new ChainId(5),
                Account.of(new byte[Account.SIZE]), Hash.of(new byte[Hash.SIZE]), 0, Instant.EPOCH, List.of(),
                Amount.ZERO, Wei.ZERO);
    }
}
