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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

import io.longshore.road.JournalFile.Entry;
import io.longshore.road.PaidRows.PaidRow;
import io.longshore.road.Witness.Mined;
import io.longshore.road.Witness.State;
import io.longshore.road.Witness.VaultRow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Judges a data folder by what the chain, the nodes and the disks say: every chunk paid once, every receipt true, every
/// provider at the same state, nothing sent before its receipt was durable.
final class Oracle {
    /// The clock that dates files ticks coarsely: up to 10 ms (Linux, `CONFIG_HZ=100`).
    private static final Duration TICK = Duration.ofMillis(10);

    private final Client client;
    private final Network network;
    private final JournalFile journal;

    Oracle(Client client, Network network) {
        this.client = client;
        this.network = network;
        this.journal = new JournalFile(client.home());
    }

    /// What it counted.
    record Verdict(int rows, int payments, long leaves) {}

    /// Checks everything.
    /// @param objects how many distinct chunks and index objects must be there
    Verdict judge(long objects) throws IOException, InterruptedException {
        try (Witness witness = new Witness(network.url())) {
            List<VaultRow> rows = witness.vaultRows();
            Map<String, PaidRow> paid = paidOnce(rows, objects);
            int payments = receiptsAreTrue(witness, rows);
            costsAddUp(rows);
            long leaves = allCommitToOne(witness);
            for (int node = 0; node < Network.NODES; node++) {
                assertEquals(paid.keySet(), network.chunks(node), "chunks of node " + node);
            }
            nothingWasSentUnpaid();
            return new Verdict(rows.size(), payments, leaves);
        }
    }

    /// Each row at the vault is for another chunk, and each chunk has one.
    private Map<String, PaidRow> paidOnce(List<VaultRow> rows, long objects) throws IOException {
        Map<String, PaidRow> byQuote = new HashMap<>();
        for (Entry intent : journal.entries("intent")) {
            if (intent.text("kind").equals("pay")) {
                PaidRows.of(intent.body()).forEach(row -> byQuote.put(row.quote(), row));
            }
        }
        Map<String, PaidRow> paid = new HashMap<>();
        for (VaultRow row : rows) {
            PaidRow known = byQuote.get(row.quote());
            assertTrue(known != null, "the vault was paid for a quote that no intent has");
            assertEquals(known.amount(), row.amount());
            assertTrue(paid.put(known.address(), known) == null, "chunk " + known.address() + " was paid twice");
        }
        assertEquals(objects, paid.size(), "rows at the vault");
        return paid;
    }

    /// What the receipts say is what the chain says, and there is one for every payment.
    private int receiptsAreTrue(Witness witness, List<VaultRow> rows) throws IOException, InterruptedException {
        Map<String, List<VaultRow>> byTransaction = rows.stream()
                .collect(Collectors.groupingBy(VaultRow::transaction));
        Set<String> known = new HashSet<>();
        for (Entry receipt : receipts()) {
            String transaction = receipt.text("transaction");
            Mined mined = witness.transaction(transaction);
            assertTrue(mined.succeeded());
            assertEquals(mined.block(), receipt.number("block"));
            assertEquals(mined.gas(), new BigInteger(receipt.text("gas")));
            assertEquals(total(byTransaction.get(transaction)), new BigInteger(receipt.text("total")));
            assertTrue(known.add(transaction), "two receipts for " + transaction);
        }
        assertEquals(byTransaction.keySet(), known);
        Set<Long> open = new HashSet<>();
        journal.entries("intent").forEach(intent -> open.add(intent.number("intent")));
        journal.entries("outcome").forEach(outcome -> open.remove(outcome.number("intent")));
        assertEquals(Set.of(), open, "intents without an outcome");
        return known.size();
    }

    /// The uploads' costs add up to what left the wallet, to the atto and to the wei.
    private void costsAddUp(List<VaultRow> rows) throws IOException, InterruptedException {
        BigInteger tokens = BigInteger.ZERO;
        BigInteger gas = BigInteger.ZERO;
        for (JsonNode upload : client.status()) {
            tokens = tokens.add(new BigInteger(upload.required("paid_atto").stringValue()));
            gas = gas.add(new BigInteger(upload.required("gas_wei").stringValue()));
        }
        assertEquals(total(rows), tokens);
        BigInteger spent = BigInteger.ZERO;
        Map<Long, String> kinds = new HashMap<>();
        journal.entries("intent").forEach(intent -> kinds.put(intent.number("intent"), intent.text("kind")));
        for (Entry outcome : journal.entries("outcome")) {
            assertEquals("confirmed", outcome.text("outcome"));
            if (Set.of("pay", "approve").contains(kinds.get(outcome.number("intent")))) {
                spent = spent.add(new BigInteger(outcome.text("gas")));
            }
        }
        assertEquals(spent, gas);
    }

    /// All nodes commit to one state, which is the one that the last checkpoint anchored.
    private long allCommitToOne(Witness witness) throws IOException, InterruptedException {
        Entry drive = journal.entries("drive").getLast();
        Map<Integer, State> states = witness.commitments(drive.text("drive"), drive.number("bucket"));
        assertEquals(Network.NODES, states.size());
        Set<State> distinct = Set.copyOf(states.values());
        assertEquals(1, distinct.size(), () -> "the nodes commit to different states: " + states
                + "\nthe client's log:\n" + client.log());
        Entry checkpoint = journal.entries("checkpoint").getLast();
        assertEquals(distinct, Set.of(new State(checkpoint.text("root"), checkpoint.number("count"))));
        assertEquals(journal.entries("leaf").size(), checkpoint.number("count"));
        return checkpoint.number("count");
    }

    /// No node had begun to take a chunk before the receipt of its wave was being written down.
    private void nothingWasSentUnpaid() throws IOException {
        Map<String, Instant> receipts = new HashMap<>();
        Map<Long, Entry> intents = new HashMap<>();
        journal.entries("intent").forEach(intent -> intents.put(intent.number("intent"), intent));
        for (Entry receipt : receipts()) {
            PaidRows.of(intents.get(receipt.number("intent")).body())
                    .forEach(row -> receipts.put(row.address(), receipt.at()));
        }
        for (int node = 0; node < Network.NODES; node++) {
            for (Path chunk : network.files(node)) {
                Instant begun = Files.readAttributes(chunk, BasicFileAttributes.class).creationTime().toInstant();
                Instant paid = receipts.get(chunk.getFileName().toString());
                assertFalse(begun.plus(TICK).isBefore(paid),
                        () -> "node took " + chunk + " at " + begun + ", its receipt is of " + paid);
            }
        }
    }

    /// Waves that were found stored have a receipt without a payment.
    private List<Entry> receipts() throws IOException {
        return journal.entries("receipt").stream().filter(receipt -> receipt.text("mode").equals("wave")).toList();
    }

    private static BigInteger total(List<VaultRow> rows) {
        return rows.stream().map(VaultRow::amount).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
