package io.longshore.chain;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Wei;
import io.longshore.net.Http;

/// The chain's node, asked by JSON-RPC over HTTP (Ethereum's execution-apis). Every question blocks, within a time of its
/// own, and may come from any thread; nothing here is tried again.
///
/// Failures: `Unavailable` if the node cannot be reached, is busy or is broken inside; `PaymentFailed` if a contract refused
/// the call, with the decoded error as its cause ([Revert#of]); `Refused` if the node said no; `Corrupt` if its answer is none.
public final class Rpc {
    private final RpcChannel channel;

    /// Asks the node at `url`, which may hold a secret and is never printed.
    /// @param timeout how long one question may take
    public Rpc(Http http, URI url, Duration timeout) {
        channel = new RpcChannel(http, url, timeout);
    }

    /// Which chain it is (`eth_chainId`).
    public ChainId chainId() throws FailureException {
        return ask("eth_chainId", number().andThen(ChainId::new));
    }

    /// What the node calls itself (`web3_clientVersion`).
    public String clientVersion() throws FailureException {
        return ask("web3_clientVersion", JsonNode::stringValue);
    }

    /// The accounts that the node signs for (`eth_accounts`); none where it has no such method.
    public List<Account> accounts() throws FailureException {
        try {
            return ask("eth_accounts", node -> StreamSupport.stream(node.spliterator(), false)
                    .map(account -> Account.of(account.stringValue())).toList());
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.Refused) {
                return List.of();
            }
            throw e;
        }
    }

    /// Has the node sign and send a transaction of an account of its own (`eth_sendTransaction`).
    Hash sendUnlocked(Account from, Deployer.Order order, long gas) throws FailureException {
        var wanted = Json.object().put("from", from.toString()).put("gas", Quantity.hex(gas))
                .put("value", Quantity.hex(order.value().value())).put("data", order.data().toString());
        order.to().ifPresent(to -> wanted.put("to", to.toString()));
        return ask("eth_sendTransaction", node -> Hash.of(node.stringValue()), wanted);
    }

    /// The number of the newest block (`eth_blockNumber`).
    public long blockNumber() throws FailureException {
        return ask("eth_blockNumber", number());
    }

    /// A block's head (`eth_getBlockByNumber`); empty if there is none there.
    public Optional<Block> block(BlockTag tag) throws FailureException {
        return channel.find("eth_getBlockByNumber", RpcAnswers::block, tag.word(), false);
    }

    /// How much coin an account has (`eth_getBalance`).
    public Wei balance(Account account) throws FailureException {
        return ask("eth_getBalance", node -> new Wei(Quantity.integer(node.stringValue())), account,
                BlockTag.LATEST.word());
    }

    /// How many transactions of an account are in blocks up to `tag`: the nonce its next one has
    /// (`eth_getTransactionCount`).
    public long nonce(Account account, BlockTag tag) throws FailureException {
        return ask("eth_getTransactionCount", number(), account, tag.word());
    }

    /// Runs a call without making a transaction of it (`eth_call`).
    public Bytes call(Account from, Account to, Bytes calldata, BlockTag tag) throws FailureException {
        return ask("eth_call", RpcAnswers::bytes, transaction(from, to, calldata), tag.word());
    }

    /// Asks a contract, on the newest block.
    public <T> T query(Account contract, Query<T> query) throws FailureException {
        return query(contract, query, BlockTag.LATEST);
    }

    /// Asks a contract, on the state that `tag` names.
    public <T> T query(Account contract, Query<T> query, BlockTag tag) throws FailureException {
        var call = Json.object().put("to", contract.toString()).put("data", query.calldata().toString());
        return query.decode(ask("eth_call", RpcAnswers::bytes, call, tag.word()));
    }

    /// How much gas a call takes now (`eth_estimateGas`).
    public long estimateGas(Account from, Account to, Bytes calldata) throws FailureException {
        return ask("eth_estimateGas", number(), transaction(from, to, calldata));
    }

    /// How much gas the creation of a contract takes now (`eth_estimateGas`).
    public long estimateCreation(Account from, Bytes creation) throws FailureException {
        return ask("eth_estimateGas", number(),
                Json.object().put("from", from.toString()).put("data", creation.toString()));
    }

    /// What gas cost in the last `blocks` blocks (`eth_feeHistory`).
    public FeeHistory feeHistory(int blocks) throws FailureException {
        return ask("eth_feeHistory", RpcAnswers::feeHistory, Quantity.hex(blocks), BlockTag.LATEST.word(),
                Json.array().add(50));
    }

    /// The tip the node advises (`eth_maxPriorityFeePerGas`).
    public Wei maxPriorityFee() throws FailureException {
        return ask("eth_maxPriorityFeePerGas", node -> new Wei(Quantity.integer(node.stringValue())));
    }

    /// Hands a signed transaction to the node (`eth_sendRawTransaction`). A refusal says little: it may have it already.
    public Hash sendRaw(Bytes raw) throws FailureException {
        return ask("eth_sendRawTransaction", node -> Hash.of(node.stringValue()), raw);
    }

    /// The receipt of a transaction that is in a block (`eth_getTransactionReceipt`); empty if it is in none.
    public Optional<TransactionReceipt> receipt(Hash transaction) throws FailureException {
        return channel.find("eth_getTransactionReceipt", RpcAnswers::receipt, transaction.toString());
    }

    /// A transaction that waits or is in a block (`eth_getTransactionByHash`); empty if the node does not know it.
    public Optional<FoundTransaction> transaction(Hash transaction) throws FailureException {
        return channel.find("eth_getTransactionByHash", RpcAnswers::transaction, transaction.toString());
    }

    /// The events of a contract from one block to another, both included (`eth_getLogs`), in order.
    /// @param topics what the first topics must be; fewer than an event has leaves the others open
    public List<FoundLog> logs(Account contract, List<Hash> topics, BlockTag from, BlockTag to)
            throws FailureException {
        ObjectNode filter = Json.object().put("address", contract.toString()).put("fromBlock", from.word())
                .put("toBlock", to.word());
        ArrayNode wanted = filter.putArray("topics");
        topics.forEach(topic -> wanted.add(topic.toString()));
        return ask("eth_getLogs", node -> StreamSupport.stream(node.spliterator(), false).map(RpcAnswers::foundLog)
                .toList(), filter);
    }

    /// Asks anything the node knows: the commands of development nodes, for instance. Answers whatever it said.
    Optional<JsonNode> send(String method, Object... parameters) throws FailureException {
        return channel.find(method, Function.identity(), parameters);
    }

    private <T> T ask(String method, Function<JsonNode, T> reader, Object... parameters) throws FailureException {
        return channel.find(method, reader, parameters).orElseThrow(() -> RpcChannel.corrupt(method, "null", null));
    }

    private static Function<JsonNode, Long> number() {
        return node -> Quantity.number(node.stringValue());
    }

    private static ObjectNode transaction(Account from, Account to, Bytes calldata) {
        return Json.object().put("from", from.toString()).put("to", to.toString()).put("data", calldata.toString());
    }
}
