package io.longshore.receipt;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.Exports;
import io.longshore.Seeds;
import io.longshore.localnet.DevChain;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.ExportedJournal;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Receipt;
import io.longshore.model.VerifiedExport;
import io.longshore.model.Wei;
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ExportTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000));

    private static Bought bought;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @BeforeAll
    static void buy() throws FailureException, IOException, InterruptedException {
        bought = Bought.files(shared, 7, 5_000_000, 300, 70_000, 0);
    }

    @AfterAll
    static void close() throws FailureException {
        bought.close();
    }

    @Test
    void whatTheEngineSaysWasPaidIsVerifiedByTheFileAlone() throws FailureException, IOException {
        VerifiedExport verified = Verification.of(bought.export().file());
        assertEquals(bought.export().records(), verified.records());
        assertEquals(bought.export().head(), verified.head());
        assertEquals(bought.export().digest(), verified.digest());
        assertTrue(bought.receipts().size() >= 2, bought.receipts().toString());
        assertEquals(bought.receipts().size(), verified.receipts());
        assertEquals(bought.receipts().stream().mapToInt(receipt -> receipt.rows().size()).sum(), verified.rows());
        assertEquals(bought.receipts().stream().map(Receipt::total).reduce(Amount.ZERO, Amount::plus),
                verified.total());
        assertEquals(bought.receipts().stream().map(Receipt::gas).reduce(Wei.ZERO, Wei::plus), verified.gas());
        assertEquals(bought.receipts().stream().flatMap(receipt -> receipt.rows().stream())
                .mapToInt(row -> row.quotes().size()).sum(), verified.quotes());
        assertTrue(verified.transactions() >= verified.intents() && verified.intents() > verified.receipts());
        assertEquals(0, verified.again());
        assertEquals(List.of(), verified.signers());
        assertEquals(Optional.empty(), verified.chain());
        List<String> lines = Files.readAllLines(bought.export().file());
        assertEquals(Files.readAllLines(bought.journal()), lines.subList(1, lines.size() - 1));
    }

    @Test
    void theChainConfirmsEveryRow() throws FailureException {
        VerifiedExport verified = Exports.verify(bought.export().file(), Optional.of(bought.chain()));
        assertEquals(Optional.of(new VerifiedExport.OnChain(bought.network().chain().chainId(), verified.receipts(),
                verified.rows(), 0)), verified.chain());
    }

    @Test
    void aForeignChainConfirmsNothing() throws FailureException, IOException {
        SecureRandom random = new SecureRandom();
        try (DevChain other = DevChain.open(Files.createDirectory(folder.resolve("chain")), 0, "token",
                InstantSource.system(), random)) {
            assertWrong("none of its payments is on chain " + other.chainId(),
                    () -> Exports.verify(bought.export().file(), Optional.of(other.rpc())));
        }
    }

    @Test
    void aChainContradictsWhatTheFileAloneCannotShow() throws FailureException, IOException {
        Forgery forgery = new Forgery(bought.export().file());
        long intent = receipt(bought.export().file()).required("intent").longValue();
        forgery.each("outcome", body -> {
            if (body.required("intent").longValue() == intent) {
                body.put("block", body.required("block").longValue() + 1);
            }
        });
        forgery.with("receipt", "", body -> body.put("block", body.required("block").longValue() + 1));
        Path forged = forgery.to(folder.resolve("forged"));
        assertEquals(bought.receipts().size(), Verification.of(forged).receipts());
        assertWrong("is in another block", () -> Exports.verify(forged, Optional.of(bought.chain())));
    }

    private static ObjectNode receipt(Path export) throws IOException {
        List<ObjectNode> found = new ArrayList<>();
        new Forgery(export).with("receipt", "", found::add);
        return found.getFirst();
    }

    @Test
    void everyLineIsHeldByTheOthers() throws IOException {
        List<String> lines = Files.readAllLines(bought.export().file());
        for (int at = 0; at < lines.size(); at++) {
            List<String> dropped = new ArrayList<>(lines);
            dropped.remove(at);
            assertWrong(write(dropped));
            List<String> repeated = new ArrayList<>(lines);
            repeated.add(at, lines.get(at));
            assertWrong(write(repeated));
        }
        for (int at = 1; at < lines.size(); at++) {
            List<String> swapped = new ArrayList<>(lines);
            Collections.swap(swapped, at - 1, at);
            assertWrong(write(swapped));
        }
    }

    @Test
    void everyChangeOfAByteIsFoundAndEveryCut() throws IOException, FailureException {
        Path signed = Files.copy(bought.export().file(), folder.resolve("signed"));
        Verification.sign(signed, Verification.of(signed), SigningKey.random(new SecureRandom()), CLOCK);
        byte[] good = Files.readAllBytes(signed);
        List<Integer> starts = starts(good);
        Seeds.check(150, random -> {
            byte[] bad = good.clone();
            int line = random.nextInt(starts.size());
            int end = line + 1 < starts.size() ? starts.get(line + 1) : good.length;
            bad[random.nextInt(starts.get(line), end)] ^= (byte) (1 << random.nextInt(8));
            assertWrong(Files.write(folder.resolve("bad"), bad));
            int cut = cut(random, good);
            assertWrong(Files.write(folder.resolve("cut"), Arrays.copyOf(good, cut)));
        });
    }

    // Anywhere but behind the line that ends the export: there, only somebody's signature would be missing.
    private static int cut(RandomGenerator random, byte[] good) {
        List<Integer> starts = starts(good);
        int cut = random.nextInt(good.length);
        return cut == starts.getLast() ? cut - 1 : cut;
    }

    private static List<Integer> starts(byte[] bytes) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int at = 0; at < bytes.length - 1; at++) {
            if (bytes[at] == '\n') {
                starts.add(at + 1);
            }
        }
        return starts;
    }

    @Test
    void aReceiptIsForTheWaveOfItsIntent() throws IOException {
        long first = receipt(bought.export().file()).required("intent").longValue();
        Forgery forgery = new Forgery(bought.export().file()).each("receipt", body -> body.put("intent", first));
        assertWrong("does not pay wave 2", () -> Verification.of(forgery.to(folder.resolve("forged"))));
    }

    @Test
    void aSecondPersonSignsAndIsShown() throws IOException, FailureException {
        Path file = Files.copy(bought.export().file(), folder.resolve("export"));
        SigningKey one = SigningKey.of(BigInteger.ONE.shiftLeft(248).toByteArray());
        SigningKey two = SigningKey.random(new SecureRandom());
        Path key = Files.writeString(folder.resolve("key"), Bytes.of(one.secret()).hex() + "\n");
        VerifiedExport verified = Exports.counterSign(file, Verification.of(file), key);
        assertEquals(List.of(one.account()), verified.signers());
        Verification.sign(file, Verification.of(file), two, CLOCK);
        Verification.sign(file, Verification.of(file), one, CLOCK);
        verified = Verification.of(file);
        assertEquals(List.of(one.account(), two.account()), verified.signers());
        assertEquals(bought.export().digest(), verified.digest());
    }

    @Test
    void aSignatureIsGoodForItsExportAndSignerOnly() throws IOException, FailureException {
        Path file = Files.copy(bought.export().file(), folder.resolve("export"));
        SigningKey key = SigningKey.random(new SecureRandom());
        Verification.sign(file, Verification.of(file), key, CLOCK);
        String signature = Files.readAllLines(file).getLast();
        Path other = new Forgery(bought.export().file()).to(folder.resolve("other"));
        Files.writeString(other, Files.readString(other) + signature + "\n");
        assertWrong("is not the signature of " + key.account(), () -> Verification.of(other));
        Path stolen = Files.writeString(folder.resolve("stolen"), Files.readString(file)
                .replace(key.account().toString(), SigningKey.random(new SecureRandom()).account().toString()));
        assertWrong("is not the signature of", () -> Verification.of(stolen));
        Path twice = Files.writeString(folder.resolve("twice"), Files.readString(file) + signature + "\n");
        assertWrong("signed before", () -> Verification.of(twice));
    }

    @Test
    void aKeyFileThatIsNoneIsNamedWithoutItsContent() throws IOException, FailureException {
        Path file = Files.copy(bought.export().file(), folder.resolve("export"));
        Path key = Files.writeString(folder.resolve("key"), "deadbeefx");
        VerifiedExport verified = Verification.of(file);
        FailureException failure = assertThrows(FailureException.class,
                () -> Exports.counterSign(file, verified, key));
        assertInstanceOf(Failure.Corrupt.class, failure.failure());
        assertFalse(failure.failure().toString().contains("dead"));
        assertEquals(bought.export().digest(), Verification.of(file).digest());
    }

    @Test
    void nothingIsReplacedUnlessSaidSoAndNothingHalfIsLeft() throws IOException, FailureException {
        Path target = Files.writeString(folder.resolve("export"), "mine");
        assertInstanceOf(Failure.Exists.class, assertThrows(FailureException.class,
                () -> Export.write(bought.journal(), target, CLOCK.instant(), false)).failure());
        assertEquals("mine", Files.readString(target));
        ExportedJournal written = Export.write(bought.journal(), target, CLOCK.instant(), true);
        assertEquals(written.digest(), Verification.of(target).digest());
        assertThrows(FailureException.class, () -> Export.write(folder.resolve("no-journal"),
                folder.resolve("other"), CLOCK.instant(), false));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(target), files.toList());
        }
    }

    @Test
    void aWriteUnderWayIsNotThereYetAndDamageIsNotExported() throws IOException, FailureException {
        String journal = Files.readString(bought.journal());
        Path growing = Files.writeString(folder.resolve("growing"), journal + "0123 {\"v\":1");
        ExportedJournal written = Export.write(growing, folder.resolve("one"), CLOCK.instant(), false);
        assertEquals(bought.export().head(), written.head());
        List<String> lines = journal.lines().toList();
        int first = -1;
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).contains("\"part\":[1,2]")) {
                first = at;
            }
        }
        Path half = Files.writeString(folder.resolve("half"),
                lines.subList(0, first + 1).stream().collect(Collectors.joining("\n", "", "\n")));
        assertEquals(first, Export.write(half, folder.resolve("two"), CLOCK.instant(), false).records());
        Path damaged = Files.writeString(folder.resolve("damaged"), journal.replaceFirst("\"seq\":2", "\"seq\":3"));
        assertInstanceOf(Failure.LocalFailure.class, assertThrows(FailureException.class,
                () -> Export.write(damaged, folder.resolve("three"), CLOCK.instant(), false)).failure());
        assertFalse(Files.exists(folder.resolve("three")));
    }

    private Path write(List<String> lines) throws IOException {
        return Files.writeString(folder.resolve("lines"),
                lines.stream().collect(Collectors.joining("\n", "", "\n")), StandardCharsets.UTF_8);
    }

    private interface Step {
        void take() throws FailureException, IOException;
    }

    private static void assertWrong(Path file) {
        assertWrong("line ", () -> Verification.of(file));
    }

    private static void assertWrong(String why, Step step) {
        FailureException failure = assertThrows(FailureException.class, step::take);
        Failure.Corrupt corrupt = assertInstanceOf(Failure.Corrupt.class, failure.failure());
        assertTrue(corrupt.detail().contains(why), corrupt.detail());
    }
}
