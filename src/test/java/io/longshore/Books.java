package io.longshore;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.longshore.chain.BlockTag;
import io.longshore.chain.FoundLog;
import io.longshore.chain.FoundTransaction;
import io.longshore.chain.Rpc;
import io.longshore.chain.TokenCall;
import io.longshore.chain.VaultEvent;
import io.longshore.destination.provider.NetworkDescription;
import io.longshore.destination.provider.NetworkDirectory;
import io.longshore.json.Json;
import io.longshore.ledger.Ledger;
import io.longshore.localnet.LocalNetwork;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.Attempt;
import io.longshore.model.Bytes;
import io.longshore.model.Drive;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Intent;
import io.longshore.model.IntentId;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.Upload;
import io.longshore.model.Wave;
import io.longshore.model.store.PaymentStore.Spent;
import io.longshore.net.Http;
import io.longshore.net.Request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What one data folder says about its payments, held against what the vault's contract says.
///
/// @param intents every transaction that was drafted
/// @param receipts every paid wave
/// @param spent what each upload has cost, by the ledger
/// @param rows every row of every wave
/// @param paid the vault's rows that its wallets paid, by quote, as the chain has them now
/// @param gas what payments and approvals cost on the chain
/// @param approved what was approved, each time, by the calldata on the chain
record Books(List<Intent> intents, List<Receipt> receipts, List<Spent> spent, List<Row> rows,
        Map<Hash, List<Amount>> paid, BigInteger gas, List<Amount> approved) {

    /// Reads both. Nobody may have the data folder open.
    static Books of(Path home, LocalNetwork network) throws FailureException {
        try (Ledger ledger = Ledger.open(home, new Ledger.Options(InstantSource.system(), Optional.empty()));
                Http http = new Http()) {
            NetworkDescription paidOn = new NetworkDirectory(http, network.directory()).describe();
            Rpc rpc = new Rpc(http, paidOn.rpc(), Duration.ofSeconds(10));
            List<Intent> intents = intents(ledger);
            List<Spent> spent = new ArrayList<>();
            List<Row> rows = new ArrayList<>();
            for (Upload upload : ledger.uploads().all()) {
                spent.add(ledger.payments().spent(upload.id()));
            }
            for (Drive drive : ledger.drives().all()) {
                for (Wave wave : ledger.waves().recent(drive.id(), 10_000)) {
                    rows.addAll(wave.rows());
                }
            }
            Set<Hash> paying = new HashSet<>();
            BigInteger gas = BigInteger.ZERO;
            List<Amount> approved = new ArrayList<>();
            for (Intent intent : intents) {
                for (Attempt attempt : ledger.payments().attempts(intent.id())) {
                    var receipt = rpc.receipt(attempt.hash());
                    if (receipt.isEmpty()) {
                        continue;
                    }
                    switch (intent.purpose()) {
                        case Purpose.PayWave _ -> {
                            paying.add(attempt.hash());
                            gas = gas.add(receipt.get().gas().value());
                        }
                        case Purpose.Approve _ -> {
                            approved.add(approval(http, paidOn, attempt.hash()));
                            gas = gas.add(receipt.get().gas().value());
                        }
                        case Purpose.OpenBucket _,Purpose.AddProvider _,Purpose.Anchor _,Purpose.Extend _ -> {
                        }
                    }
                }
            }
            return new Books(intents, ledger.payments().receipts(), spent, rows, paid(rpc, paidOn, intents), gas,
                    approved);
        }
    }

    private static List<Intent> intents(Ledger ledger) throws FailureException {
        List<Intent> intents = new ArrayList<>();
        Optional<Intent> next = ledger.payments().find(new IntentId(1));
        while (next.isPresent()) {
            intents.add(next.get());
            next = ledger.payments().find(new IntentId(intents.size() + 1L));
        }
        return intents;
    }

    /// What the vault says that the wallets of these intents paid, whoever knows of it.
    private static Map<Hash, List<Amount>> paid(Rpc rpc, NetworkDescription paidOn, List<Intent> intents)
            throws FailureException {
        Map<Hash, List<Amount>> paid = new HashMap<>();
        Set<Account> wallets = new HashSet<>();
        intents.forEach(intent -> wallets.add(intent.from()));
        for (FoundLog found : rpc.logs(paidOn.vault(), List.of(VaultEvent.TOPIC), BlockTag.at(0),
                BlockTag.LATEST)) {
            FoundTransaction transaction = rpc.transaction(found.transaction()).orElseThrow();
            if (wallets.contains(transaction.from())) {
                VaultEvent event = VaultEvent.of(found.log()).orElseThrow();
                paid.computeIfAbsent(event.quoteHash(), _ -> new ArrayList<>()).add(event.amount());
            }
        }
        return paid;
    }

    /// The calldata as the chain has it, not as the ledger remembers it.
    private static Amount approval(Http http, NetworkDescription paidOn, Hash transaction) throws FailureException {
        byte[] question = Json.write(Map.of("jsonrpc", "2.0", "id", 1, "method", "eth_getTransactionByHash", "params",
                List.of(transaction.toString())));
        byte[] answer = http.send(Request.post("the chain", paidOn.rpc(), question)).body();
        TokenCall call = TokenCall.decode(Bytes.fromHex(input(answer))).orElseThrow();
        assertTrue(call instanceof TokenCall.Approve, call.toString());
        return ((TokenCall.Approve) call).amount();
    }

    private static String input(byte[] answer) {
        try {
            return Json.tree(answer).path("result").path("input").stringValue();
        } catch (Json.Malformed e) {
            throw new AssertionError("the chain's answer is no JSON", e);
        }
    }

    /// How often the vault was paid for each chunk, by the quotes of every payment that was ever drafted.
    Map<Address, Integer> timesPaid() {
        Map<Hash, Address> chunks = new HashMap<>();
        for (Intent intent : intents) {
            if (intent.purpose() instanceof Purpose.PayWave pay) {
                pay.rows().forEach(row -> chunks.put(row.paid().hash(), row.address()));
            }
        }
        Map<Address, Integer> times = new HashMap<>();
        paid.forEach((quote, amounts) -> {
            assertTrue(chunks.containsKey(quote), "a payment that the ledger does not know: " + quote);
            times.merge(chunks.get(quote), amounts.size(), Integer::sum);
        });
        return times;
    }

    /// As [#assertEachPaidOnce], and gas is the chain's to the wei.
    void assertPaidOnce() {
        assertEachPaidOnce();
        assertGas();
    }

    /// Every row that was ever planned is paid once, and nothing else is; the ledger's receipts are the chain's.
    void assertEachPaidOnce() {
        Set<Address> planned = new HashSet<>();
        rows.forEach(row -> planned.add(row.address()));
        assertEquals(planned, timesPaid().keySet(), "what is paid is what was planned");
        assertNothingTwice();
    }

    /// What the uploads have cost in gas is what the chain took for payments and approvals. (Where it was reorganised, a
    /// transaction may have cost more or less in its second block.)
    void assertGas() {
        assertEquals(gas, spent.stream().map(each -> each.gas().value()).reduce(BigInteger.ZERO, BigInteger::add),
                "gas by upload adds up to that on the chain");
    }

    /// No chunk is paid twice; the ledger's receipts and costs are the chain's.
    void assertNothingTwice() {
        timesPaid().forEach((chunk, times) -> assertEquals(1, times, "payments for " + chunk));
        BigInteger onChain = paid.values().stream().flatMap(List::stream).map(Amount::atto).reduce(BigInteger.ZERO,
                BigInteger::add);
        Map<Hash, List<Amount>> booked = new HashMap<>();
        for (Receipt receipt : receipts) {
            for (RowPayment row : receipt.rows()) {
                booked.computeIfAbsent(row.paid().hash(), _ -> new ArrayList<>()).add(row.amount());
            }
        }
        assertEquals(paid, booked, "receipts and chain");
        assertEquals(onChain, spent.stream().map(each -> each.tokens().atto()).reduce(BigInteger.ZERO,
                BigInteger::add), "tokens by upload add up to those on the chain");
        assertTrue(spent.stream().allMatch(each -> each.pending().isZero()), "nothing is pending");
    }

    /// How many payments were made on the chain, by the ledger.
    long payments() {
        return receipts.stream().filter(receipt -> !receipt.rows().isEmpty()).count();
    }
}
