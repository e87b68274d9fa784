package io.longshore.localnet;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.longshore.chain.BlockTag;
import io.longshore.chain.Fee;
import io.longshore.chain.RegistryCall;
import io.longshore.chain.Rpc;
import io.longshore.chain.SignedTransaction;
import io.longshore.chain.Sleeper;
import io.longshore.chain.TokenCall;
import io.longshore.chain.Transaction;
import io.longshore.chain.TransactionReceipt;
import io.longshore.chain.VaultCall;
import io.longshore.chain.VaultPayment;
import io.longshore.destination.Destination;
import io.longshore.destination.Paid;
import io.longshore.destination.Provider;
import io.longshore.destination.provider.NetworkDescription;
import io.longshore.destination.provider.NetworkDestination;
import io.longshore.destination.provider.NetworkDirectory;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Profile;
import io.longshore.model.Quote;
import io.longshore.net.BearerToken;
import io.longshore.net.Deadline;
import io.longshore.net.Http;
import io.longshore.proof.PriceCurve;
import io.longshore.proof.SigningKey;

/// A drive that does by hand what the engine does: learns the network from its directory, opens its bucket and pays, with a
/// wallet and transactions of its own. For one test.
public final class PayingDrive {
    private static final long GAS = 5_000_000;

    private final SigningKey wallet = SigningKey.random(new SecureRandom());
    private final BucketId bucket;
    private final NetworkDirectory directory;
    private final NetworkDescription network;
    private final BearerToken token;
    private final NetworkDestination destination;
    private final Rpc rpc;
    private final Set<Address> paid = new HashSet<>();
    private final Set<Address> shown = new HashSet<>();
    private long nonce;

    /// Opens a drive with a bucket of that number at the network that `directory` describes.
    public PayingDrive(Http http, NetworkDirectory directory, long number) throws FailureException {
        this.directory = directory;
        this.bucket = new BucketId(number);
        byte[] drive = new byte[16];
        drive[15] = (byte) number;
        network = directory.describe();
        token = directory.token(DriveId.of(drive));
        rpc = new Rpc(http, network.rpc(), Duration.ofSeconds(20));
        directory.faucet(wallet.account());
        List<Account> providers = network.providers().stream().map(listed -> listed.id().account()).toList();
        send(network.registry(), new RegistryCall.OpenBucket(bucket, providers, 3).calldata());
        send(network.token(),
                new TokenCall.Approve(network.vault(), Amount.of("1000000000000000000000000")).calldata());
        destination = NetworkDestination.open(http, directory, network, (_, _) -> token, bucket, Profile.TACTICAL);
    }

    /// Its storage.
    public NetworkDestination destination() {
        return destination;
    }

    /// The network as its directory described it at first.
    public NetworkDescription network() {
        return network;
    }

    /// Its token.
    public BearerToken token() {
        return token;
    }

    /// Its bucket.
    public BucketId bucket() {
        return bucket;
    }

    /// The network's directory.
    public NetworkDirectory directory() {
        return directory;
    }

    /// The chain.
    public Rpc rpc() {
        return rpc;
    }

    /// Its wallet's account.
    public Account account() {
        return wallet.account();
    }

    /// Has the chunks that it has not paid yet quoted by all providers, pays them and shows the proof to all providers.
    public void pay(Collection<Address> chunks) throws FailureException {
        List<Address> unpaid = chunks.stream().filter(paid::add).toList();
        List<Quote> quotes = quotes(destination, unpaid);
        if (!quotes.isEmpty()) {
            show(payMedians(quotes), quotes);
            shown.addAll(unpaid);
        }
    }

    /// All providers' quotes for the chunks that they do not have.
    public static List<Quote> quotes(Destination destination, Collection<Address> chunks) throws FailureException {
        List<Quote> quotes = new ArrayList<>();
        for (Provider provider : destination.providers()) {
            quotes.addAll(provider.paid().orElseThrow().quotes(chunks).quotes().values());
        }
        return quotes;
    }

    /// Whether the chunk's payment was shown to all providers by [#pay].
    public boolean isShown(Address chunk) {
        return shown.contains(chunk);
    }

    /// Shows the proof of payment to all providers, none of which may refuse a chunk.
    public void show(Hash transaction, List<Quote> quotes) throws FailureException {
        for (Provider provider : destination.providers()) {
            Paid.Acceptance acceptance = provider.paid().orElseThrow().payments(transaction, quotes);
            if (!acceptance.refused().isEmpty()) {
                throw new AssertionError(acceptance);
            }
        }
    }

    /// Pays the median quote of each chunk in one transaction and returns its hash.
    public Hash payMedians(List<Quote> quotes) throws FailureException {
        Map<Address, List<Quote>> rows = quotes.stream()
                .collect(Collectors.groupingBy(Quote::address, TreeMap::new, Collectors.toList()));
        return pay(rows.values().stream().map(PayingDrive::due).toList());
    }

    /// Makes payments in one transaction and returns its hash.
    public Hash pay(List<VaultPayment> payments) throws FailureException {
        return send(network.vault(), new VaultCall.PayForQuotes(payments).calldata());
    }

    /// What is due for a chunk: three times the median of its quotes.
    public static VaultPayment due(List<Quote> row) {
        Quote median = row.stream().sorted(Comparator.comparing(Quote::price).thenComparing(Quote::provider))
                .skip(row.size() / 2).findFirst().orElseThrow();
        return new VaultPayment(median.rewards(), median.price().times(PriceCurve.FACTOR), median.hash());
    }

    // Another chain than the dev chain may answer before the transaction's block is there.
    private TransactionReceipt included(Hash transaction) throws FailureException {
        Deadline deadline = Deadline.after(Duration.ofSeconds(20));
        Optional<TransactionReceipt> receipt = rpc.receipt(transaction);
        while (receipt.isEmpty() && !deadline.passed()) {
            Sleeper.REAL.sleep(Duration.ofMillis(5));
            receipt = rpc.receipt(transaction);
        }
        return receipt.orElseThrow();
    }

    private Hash send(Account to, Bytes calldata) throws FailureException {
        Fee fee = Fee.over(rpc.block(BlockTag.LATEST).orElseThrow().baseFee(), rpc.maxPriorityFee());
        SignedTransaction transaction = Transaction.call(network.chain(), nonce++, fee, GAS, to, calldata).sign(wallet);
        rpc.sendRaw(transaction.raw());
        TransactionReceipt receipt = included(transaction.hash());
        if (!receipt.succeeded()) {
            throw new AssertionError("the transaction failed");
        }
        return transaction.hash();
    }
}
