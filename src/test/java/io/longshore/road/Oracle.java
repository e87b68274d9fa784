package io.longshore.road;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

import io.longshore.road.JournalFile.Entry;
import io.longshore.road.PaidRows.PaidRow;
import io.longshore.road.Witness.Anchored;
import io.longshore.road.Witness.Mined;
import io.longshore.road.Witness.State;
import io.longshore.road.Witness.VaultRow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Judges data folders of one network by what the chain, the nodes and the disks say: every chunk paid once, every receipt
/// true, every provider at the same state, every state anchored once and recorded once, nothing sent before its receipt was
/// durable.
final class Oracle {
    /// The clock that dates files ticks coarsely: up to 10 ms (Linux, `CONFIG_HZ=100`).
    private static final Duration TICK = Duration.ofMillis(10);

    private final Network network;
    private final List<? extends Subject> subjects;
    private final Map<Path, JournalFile> journals = new HashMap<>();

    /// @param subjects all data folders that pay on the network
    Oracle(Network network, List<? extends Subject> subjects) {
        this.network = network;
        this.subjects = subjects;
    }

    Oracle(Subject subject, Network network) {
        this(network, List.of(subject));
    }

    /// What it counted.
    record Verdict(int rows, int payments, long leaves, int checkpoints) {
        /// Of nothing.
        static final Verdict NONE = new Verdict(0, 0, 0, 0);

        /// Both together.
        Verdict plus(Verdict other) {
            return new Verdict(rows + other.rows, payments + other.payments, leaves + other.leaves,
                    checkpoints + other.checkpoints);
        }
    }

    /// Checks everything, once all uploads are done.
    /// @param objects how many distinct chunks and index objects must be there
    Verdict judge(long objects) throws IOException, InterruptedException {
        return judge(objects, true);
    }

    /// The same where transactions were made to fail and blocks were taken away: then an intent may have ended in other ways
    /// than confirmed, and a transaction that came back cost its gas in another block than the books have.
    Verdict judgeAfterFaults(long objects) throws IOException, InterruptedException {
        return judge(objects, false);
    }

    private Verdict judge(long objects, boolean steady) throws IOException, InterruptedException {
        try (Witness witness = new Witness(network.url())) {
            List<VaultRow> rows = witness.vaultRows();
            Map<String, PaidRow> paid = paidOnce(rows);
            assertEquals(objects, paid.size(), "rows at the vault");
            int payments = receiptsAreTrue(witness, rows, steady);
            Map<Subject, List<JsonNode>> said = new LinkedHashMap<>();
            for (Subject subject : subjects) {
                said.put(subject, subject.status());
            }
            tokensAddUp(rows, said);
            if (steady) {
                gasAddsUp(said);
            }
            long leaves = 0;
            for (Subject subject : subjects) {
                leaves += allCommitToOne(witness, subject);
            }
            for (int node = 0; node < Network.NODES; node++) {
                assertEquals(paid.keySet(), network.chunks(node), "chunks of node " + node);
            }
            nothingWasSentUnpaid();
            return new Verdict(rows.size(), payments, leaves, checkpointsAreRecorded(witness, steady));
        }
    }

    /// Checks what must hold at every moment, also of data folders whose program was just killed: whatever the vault took
    /// money for or anchored is in a durable intent, and no chunk or state twice; whatever a node has, a durable receipt has.
    void judgeKilled() throws IOException, InterruptedException {
        Set<String> there = new HashSet<>();
        for (int node = 0; node < Network.NODES; node++) {
            there.addAll(network.chunks(node));
        }
        try (Witness witness = new Witness(network.url())) {
            paidOnce(witness.vaultRows());
            Set<State> intended = new HashSet<>();
            for (Subject subject : subjects) {
                states(journal(subject).entries("intent").stream()
                        .filter(intent -> intent.text("kind").equals("checkpoint"))).forEach(intended::add);
            }
            List<State> anchored = anchoredOnce(witness.checkpoints());
            assertTrue(intended.containsAll(anchored), () -> "anchored without a durable intent: " + anchored);
        }
        there.removeAll(receiptTimes().keySet());
        assertEquals(Set.of(), there, "chunks that are there without a durable receipt");
    }

    private JournalFile journal(Subject subject) {
        return journals.computeIfAbsent(subject.home(), JournalFile::new);
    }

    /// Each row at the vault is for another chunk, and known to a durable intent.
    private Map<String, PaidRow> paidOnce(List<VaultRow> rows) throws IOException {
        Map<String, PaidRow> byQuote = new HashMap<>();
        for (Subject subject : subjects) {
            for (Entry intent : journal(subject).entries("intent")) {
                if (intent.text("kind").equals("pay")) {
                    PaidRows.of(intent.body()).forEach(row -> byQuote.put(row.quote(), row));
                }
            }
        }
        Map<String, PaidRow> paid = new HashMap<>();
        for (VaultRow row : rows) {
            PaidRow known = byQuote.get(row.quote());
            assertTrue(known != null, "the vault was paid for a quote that no intent has");
            assertEquals(known.amount(), row.amount());
            assertTrue(paid.put(known.address(), known) == null, "chunk " + known.address() + " was paid twice");
        }
        return paid;
    }

    /// What the receipts say is what the chain says, and there is one for every payment; no intent is open.
    private int receiptsAreTrue(Witness witness, List<VaultRow> rows, boolean steady)
            throws IOException, InterruptedException {
        Map<String, List<VaultRow>> byTransaction = rows.stream()
                .collect(Collectors.groupingBy(VaultRow::transaction));
        Set<String> known = new HashSet<>();
        for (Subject subject : subjects) {
            for (Entry receipt : receipts(subject)) {
                String transaction = receipt.text("transaction");
                Mined mined = witness.transaction(transaction);
                assertTrue(mined.succeeded());
                if (steady) {
                    assertEquals(mined.block(), receipt.number("block"));
                    assertEquals(mined.gas(), new BigInteger(receipt.text("gas")));
                }
                assertEquals(total(byTransaction.get(transaction)), new BigInteger(receipt.text("total")));
                assertTrue(known.add(transaction), "two receipts for " + transaction);
            }
            Set<Long> open = new HashSet<>();
            journal(subject).entries("intent").forEach(intent -> open.add(intent.number("intent")));
            journal(subject).entries("outcome").forEach(outcome -> open.remove(outcome.number("intent")));
            assertEquals(Set.of(), open, "intents without an outcome");
        }
        assertEquals(byTransaction.keySet(), known);
        return known.size();
    }

    /// The uploads' costs add up to what left the wallets, to the atto.
    private static void tokensAddUp(List<VaultRow> rows, Map<Subject, List<JsonNode>> said) {
        assertEquals(total(rows), said.values().stream().map(uploads -> sum(uploads, "paid_atto"))
                .reduce(BigInteger.ZERO, BigInteger::add));
    }

    /// And to the wei.
    private void gasAddsUp(Map<Subject, List<JsonNode>> said) throws IOException {
        for (Map.Entry<Subject, List<JsonNode>> each : said.entrySet()) {
            BigInteger spent = BigInteger.ZERO;
            Map<Long, String> kinds = new HashMap<>();
            JournalFile journal = journal(each.getKey());
            journal.entries("intent").forEach(intent -> kinds.put(intent.number("intent"), intent.text("kind")));
            for (Entry outcome : journal.entries("outcome")) {
                assertEquals("confirmed", outcome.text("outcome"));
                if (Set.of("pay", "approve").contains(kinds.get(outcome.number("intent")))) {
                    spent = spent.add(new BigInteger(outcome.text("gas")));
                }
            }
            assertEquals(spent, sum(each.getValue(), "gas_wei"));
        }
    }

    private static BigInteger sum(List<JsonNode> uploads, String figure) {
        return uploads.stream().map(upload -> new BigInteger(upload.required(figure).stringValue()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /// All nodes commit to one state, which is the one that the last checkpoint anchored; each checkpoint was recorded once.
    private long allCommitToOne(Witness witness, Subject subject) throws IOException, InterruptedException {
        JournalFile journal = journal(subject);
        Entry drive = journal.entries("drive").getLast();
        Map<Integer, State> states = witness.commitments(drive.text("drive"), drive.number("bucket"));
        assertEquals(Network.NODES, states.size());
        Set<State> distinct = Set.copyOf(states.values());
        assertEquals(1, distinct.size(), () -> "the nodes commit to different states: " + states
                + "\nthe client's log:\n" + subject.log());
        List<Entry> checkpoints = journal.entries("checkpoint");
        Entry checkpoint = checkpoints.getLast();
        assertEquals(distinct, Set.of(new State(checkpoint.text("root"), checkpoint.number("count"))));
        assertEquals(journal.entries("leaf").size(), checkpoint.number("count"));
        Set<String> transactions = new HashSet<>();
        for (Entry each : checkpoints) {
            assertTrue(transactions.add(each.text("transaction")), "recorded twice: " + each);
        }
        return checkpoint.number("count");
    }

    /// Each state that the registry has taken is in the journal, once, and the journal has no other.
    private int checkpointsAreRecorded(Witness witness, boolean steady) throws IOException, InterruptedException {
        List<Anchored> all = witness.checkpoints();
        anchoredOnce(all);
        int recorded = 0;
        for (Subject subject : subjects) {
            JournalFile journal = journal(subject);
            long bucket = journal.entries("drive").getLast().number("bucket");
            List<Anchored> events = all.stream().filter(each -> each.bucket() == bucket).toList();
            List<Entry> records = journal.entries("checkpoint");
            assertEquals(events.stream().map(each -> new State(each.root(), each.count())).toList(),
                    states(records.stream()).toList(), "what is anchored and what is recorded");
            // A transaction that lost its block may have come back as another attempt at the same.
            if (steady) {
                assertEquals(events.stream().map(Anchored::transaction).toList(),
                        records.stream().map(each -> each.text("transaction")).toList());
            }
            recorded += records.size();
        }
        assertEquals(all.size(), recorded, "checkpoints at the registry");
        return recorded;
    }

    /// No state of a bucket was anchored twice.
    private static List<State> anchoredOnce(List<Anchored> checkpoints) {
        Set<List<Object>> seen = new HashSet<>();
        for (Anchored each : checkpoints) {
            assertTrue(seen.add(List.of(each.bucket(), each.count())), () -> "anchored twice: " + each);
        }
        return checkpoints.stream().map(each -> new State(each.root(), each.count())).toList();
    }

    private static Stream<State> states(Stream<Entry> entries) {
        return entries.map(entry -> new State(entry.text("root"), entry.number("count")));
    }

    /// No node had begun to take a chunk before the receipt of its wave was being written down.
    private void nothingWasSentUnpaid() throws IOException {
        Map<String, Instant> receipts = receiptTimes();
        for (int node = 0; node < Network.NODES; node++) {
            for (Path chunk : network.files(node)) {
                Instant begun = Files.readAttributes(chunk, BasicFileAttributes.class).creationTime().toInstant();
                Instant paid = receipts.get(chunk.getFileName().toString());
                assertFalse(begun.plus(TICK).isBefore(paid),
                        () -> "node took " + chunk + " at " + begun + ", its receipt is of " + paid);
            }
        }
    }

    /// When the receipt of each chunk was written down, by the chunk's address.
    private Map<String, Instant> receiptTimes() throws IOException {
        Map<String, Instant> times = new HashMap<>();
        for (Subject subject : subjects) {
            Map<Long, Entry> intents = new HashMap<>();
            journal(subject).entries("intent").forEach(intent -> intents.put(intent.number("intent"), intent));
            for (Entry receipt : receipts(subject)) {
                PaidRows.of(intents.get(receipt.number("intent")).body())
                        .forEach(row -> times.put(row.address(), receipt.at()));
            }
        }
        return times;
    }

    /// Waves that were found stored have a receipt without a payment.
    private List<Entry> receipts(Subject subject) throws IOException {
        return journal(subject).entries("receipt").stream()
                .filter(receipt -> receipt.text("mode").equals("wave")).toList();
    }

    private static BigInteger total(List<VaultRow> rows) {
        return rows.stream().map(VaultRow::amount).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
