package io.longshore.receipt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.longshore.chain.SignedTransaction;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.proof.Hashes;

/// The intents of a journal with their attempts and outcomes, by their numbers there.
final class Transactions {
    private final Drafts drafts;
    private final List<Transfer> intents = new ArrayList<>();
    private final Map<Long, Confirmed> confirmed = new HashMap<>();
    private final Set<Place> places = new HashSet<>();
    private final Sums sums;

    /// A nonce of an account on a chain.
    private record Place(ChainId chain, Account from, long nonce) {}

    /// What a `confirmed` outcome says that its receipt must repeat.
    record Confirmed(Hash transaction, Hash blockHash, long block, long blockTime, String gas) {}

    /// @param drafts reads intents
    /// @param sums what all journals of an export come to
    Transactions(Drafts drafts, Sums sums) {
        this.drafts = drafts;
        this.sums = sums;
    }

    /// Takes an `intent`.
    Transfer intent(Fields body) {
        Rule.holds(body.number("intent") == intents.size() + 1, "intent %s follows intent %s", body.number("intent"),
                intents.size());
        Draft draft = drafts.read(body);
        Rule.holds(places.add(new Place(draft.chain(), draft.from(), draft.nonce())), "nonce %s of %s has an intent",
                draft.nonce(), draft.from());
        Transfer made = new Transfer(draft);
        intents.add(made);
        sums.intent(draft);
        return made;
    }

    /// Takes an intent of another journal, which has that number here.
    void adopt(long number, Transfer transfer) {
        if (number <= intents.size()) {
            Rule.holds(transfer(number) == transfer, "intent %s is another one", number);
        } else {
            Rule.holds(number == intents.size() + 1, "intent %s follows intent %s", number, intents.size());
            intents.add(transfer);
        }
    }

    /// Takes an `attempt`.
    void attempt(Fields body) {
        Transfer transfer = transfer(body.number("intent"));
        Draft draft = transfer.draft();
        SignedTransaction signed = decode(Bytes.of(body.blob("raw")));
        Rule.holds(signed.hash().bytes().equals(body.hex("hash")), "its transaction has another hash");
        Rule.holds(signed.from().equals(draft.from()), "its transaction is not signed by %s", draft.from());
        Rule.holds(signed.transaction().chain().equals(draft.chain())
                && signed.transaction().nonce() == draft.nonce()
                && signed.transaction().to().equals(Optional.of(draft.to()))
                && Hashes.sha256(signed.transaction().data().toArray()).equals(draft.digest()),
                "its transaction does something else than its intent");
        Rule.holds(signed.transaction().value().isZero(), "its transaction carries coin");
        Rule.holds(signed.transaction().fee().max().value().equals(body.amount("max_fee")),
                "its transaction offers another fee");
        transfer.attempted(signed.hash());
        sums.attempt();
    }

    private static SignedTransaction decode(Bytes raw) {
        try {
            return SignedTransaction.decode(raw);
        } catch (FailureException e) {
            throw new IllegalArgumentException("its transaction cannot be read: " + e.failure(), e);
        }
    }

    /// Takes an `outcome`.
    void outcome(Fields body) {
        long intent = body.number("intent");
        Draft draft = transfer(intent).draft();
        switch (body.text("outcome")) {
            case "confirmed" -> {
                attempted(intent, body);
                confirmed.put(intent, new Confirmed(new Hash(body.hex("transaction")),
                        new Hash(body.hex("block_hash")), body.number("block"), body.number("block_time"),
                        body.text("gas")));
            }
            case "reverted" -> attempted(intent, body);
            case "replaced" -> Rule.holds(body.number("nonce") == draft.nonce(), "it is about another nonce");
            case String other -> throw new IllegalArgumentException("outcome " + other + " is not known");
        }
    }

    private void attempted(long intent, Fields body) {
        Rule.holds(transfer(intent).isAttempt(new Hash(body.hex("transaction"))),
                "its transaction is no attempt at intent %s", intent);
    }

    /// The intent of a number.
    Transfer transfer(long intent) {
        Rule.holds(intent >= 1 && intent <= intents.size(), "there is no intent %s", intent);
        return intents.get(Math.toIntExact(intent - 1));
    }

    /// How an intent was confirmed.
    Confirmed confirmed(long intent) {
        Confirmed found = confirmed.get(intent);
        if (found == null) {
            throw new IllegalArgumentException("intent " + intent + " is not confirmed");
        }
        return found;
    }

    /// The numbers of the payments that are confirmed in this journal.
    List<Long> paid() {
        return confirmed.keySet().stream().filter(intent -> transfer(intent).draft().payment().wave().isPresent())
                .sorted().toList();
    }
}
