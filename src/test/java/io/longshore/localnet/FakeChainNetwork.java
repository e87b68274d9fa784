package io.longshore.localnet;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

import io.longshore.chain.VaultPayment;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.ChainId;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.Quote;
import io.longshore.model.Signature;
import io.longshore.net.BearerToken;
import io.longshore.proof.Hashes;
import io.longshore.proof.PriceCurve;
import io.longshore.proof.SigningKey;

/// Nodes with real sockets and disks, around a chain that has what it is told.
final class FakeChainNetwork implements AutoCloseable {
    static final Contracts CONTRACTS = new Contracts(new ChainId(1099511627777L), account(1), account(2), account(3));
    static final BearerToken OPERATOR = new BearerToken("operator");
    static final BucketId BUCKET = new BucketId(7);

    final FakeChain chain = new FakeChain();
    final Tokens tokens;
    final BearerToken token;
    final List<NodeIdentity> identities = new ArrayList<>();
    final List<Node> nodes = new ArrayList<>();
    private final Path folder;
    private final Node.Surroundings around;

    /// @param folder where their data is, or comes
    /// @param count how many nodes
    FakeChainNetwork(Path folder, int count) throws IOException, FailureException {
        this.folder = folder;
        this.tokens = new Tokens(folder.resolve("tokens.json"), new SecureRandom());
        this.token = tokens.issue(DriveId.of("0x000102030405060708090a0b0c0d0e0f"));
        this.around = new Node.Surroundings(CONTRACTS, chain, tokens, OPERATOR, new SignatureMemo(1_000),
                InstantSource.system(), false, ByteCount.ZERO);
        for (int i = 0; i < count; i++) {
            byte[] secret = new byte[SigningKey.SIZE];
            secret[31] = (byte) (i + 1);
            identities.add(new NodeIdentity(SigningKey.of(secret), account(100 + i)));
            nodes.add(open(i, 0));
        }
        chain.open(BUCKET, identities.stream().map(NodeIdentity::id).toList());
    }

    static Account account(int number) {
        byte[] bytes = new byte[Account.SIZE];
        bytes[0] = (byte) number;
        bytes[19] = (byte) number;
        return Account.of(bytes);
    }

    private Node open(int number, int port) throws IOException, FailureException {
        return Node.open(folder.resolve("node" + number), identities.get(number), around, port);
    }

    /// Stops a node and starts it again at the same place.
    void restart(int number) throws IOException, FailureException {
        nodes.get(number).close();
        nodes.set(number, open(number, nodes.get(number).port()));
    }

    /// Pays the median of each chunk's quotes, given as JSON, and returns the transaction.
    Hash pay(JsonNode quotes) {
        Map<Address, List<Quote>> rows = new TreeMap<>();
        for (JsonNode json : quotes) {
            Address address = Address.of(json.path("hash").asString());
            rows.computeIfAbsent(address, _ -> new ArrayList<>())
                    .add(new Quote(ProviderId.of(json.path("provider_id").asString()), BUCKET, address,
                            Instant.ofEpochSecond(json.path("timestamp").asLong()),
                            Amount.of(json.path("price").asString()), json.path("records").asLong(),
                            Account.of(json.path("rewards_address").asString()),
                            Hash.of(json.path("quote_hash").asString()),
                            Signature.of(json.path("signature").asString())));
        }
        List<VaultPayment> payments = rows.values().stream().map(FakeChainNetwork::due).toList();
        Hash transaction = Hashes.sha256(payments.getFirst().quoteHash().bytes().toArray());
        chain.pay(transaction, InstantSource.system().instant(), payments);
        return transaction;
    }

    /// What is due for a chunk: three times the median of its quotes.
    static VaultPayment due(List<Quote> row) {
        Quote median = row.stream().sorted(Comparator.comparing(Quote::price).thenComparing(Quote::provider))
                .skip(row.size() / 2).findFirst().orElseThrow();
        return new VaultPayment(median.rewards(), median.price().times(PriceCurve.FACTOR), median.hash());
    }

    @Override
    public void close() throws IOException {
        for (Node node : nodes) {
            node.close();
        }
    }
}
