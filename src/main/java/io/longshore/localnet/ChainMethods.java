package io.longshore.localnet;

import java.math.BigInteger;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.chain.Revert;
import io.longshore.localnet.Execution.Outcome;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Wei;

/// The methods of the Ethereum execution API that the dev chain answers. May be used from any thread.
final class ChainMethods {
    /// The tip it suggests: a tenth of a gwei, enough to be there and to be bumped.
    static final Wei TIP = Wei.of(100_000_000L);

    private static final Account NOBODY = Account.of(new byte[Account.SIZE]);
    /// INVALID: code is there, and none of it is to be run.
    private static final String CONTRACT_CODE = "0xfe";

    private final ChainId chainId;
    private final ChainEngine engine;
    private final BlockTags tags;
    private final String version;

    /// @param version what it says it is, name and version
    ChainMethods(ChainId chainId, ChainEngine engine, BlockTags tags, String version) {
        this.chainId = chainId;
        this.engine = engine;
        this.tags = tags;
        this.version = version;
    }

    /// Answers a call.
    ///
    /// @throws RpcError if it is refused
    /// @throws FailureException `LocalFailure` if a block cannot be made durable
    JsonNode answer(String method, RpcParams params) throws RpcError, FailureException {
        return switch (method) {
            case "eth_chainId" -> text(ChainJson.quantity(chainId.value()));
            case "net_version" -> text(chainId.toString());
            case "web3_clientVersion" -> text(version);
            case "eth_syncing" -> JsonNodeFactory.instance.booleanNode(false);
            case "eth_sendRawTransaction" -> text(engine.submit(params.bytes(0)).toString());
            case "eth_maxPriorityFeePerGas" -> text(ChainJson.quantity(TIP));
            case "eth_gasPrice" -> engine.look((_, _) -> text(ChainJson.quantity(engine.next().baseFee().plus(TIP))));
            case "eth_feeHistory" ->
                engine.look((chain, _) -> FeeHistory.of(chain, engine.next().baseFee(), tags, params));
            case "eth_blockNumber" -> engine.look((chain, _) -> text(ChainJson.quantity(chain.head().number())));
            case "eth_getBlockByNumber" -> {
                engine.keepTime();
                yield engine.look((chain, _) -> block(
                        tags.number(chain, Optional.of(params.at(0))).flatMap(chain::block), params));
            }
            case "eth_getBlockByHash" -> engine.look((chain, _) -> block(chain.block(params.hash(0)), params));
            case "eth_getBalance" -> engine.look((chain, _) -> balance(chain, params));
            case "eth_getCode" -> engine.look((chain, _) -> text(
                    chain.state().isContract(params.account(0)) ? CONTRACT_CODE : "0x"));
            case "eth_getTransactionCount" -> engine.look((chain, pool) -> nonce(chain, pool, params));
            case "eth_getTransactionByHash" -> engine.look((chain, pool) -> transaction(chain, pool, params.hash(0)));
            case "eth_getTransactionReceipt" -> engine.look((chain, _) -> chain.transaction(params.hash(0))
                    .<JsonNode>map(ChainJson::receipt).orElseGet(ChainMethods::nothing));
            case "eth_getLogs" -> engine.look((chain, _) -> LogFilter.of(chain, tags, params.at(0)).logs(chain));
            case "eth_call" -> engine.look((chain, _) -> call(chain, params));
            case "eth_estimateGas" -> engine.look((chain, _) -> estimate(chain, params));
            default -> throw new RpcError(RpcError.NO_METHOD,
                    "the method " + method + " does not exist/is not available");
        };
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    private static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }

    private JsonNode block(Optional<Block> block, RpcParams params) {
        boolean whole = params.optional(1).filter(JsonNode::isBoolean).map(JsonNode::booleanValue).orElse(false);
        return block.<JsonNode>map(found -> ChainJson.block(found, chainId, whole)).orElseGet(ChainMethods::nothing);
    }

    private long number(Blockchain chain, Optional<JsonNode> tag) throws RpcError {
        return tags.number(chain, tag).orElseThrow(() -> RpcError.refused("header not found"));
    }

    private JsonNode balance(Blockchain chain, RpcParams params) throws RpcError {
        Account account = params.account(0);
        long number = number(chain, params.optional(1));
        return text(ChainJson.quantity(chain.at(number, () -> chain.state().coin(account))));
    }

    private JsonNode nonce(Blockchain chain, Mempool pool, RpcParams params) throws RpcError {
        Account account = params.account(0);
        if (BlockTags.isPending(params.optional(1))) {
            return text(ChainJson.quantity(pool.nextNonce(account, chain.nonce(account))));
        }
        long number = number(chain, params.optional(1));
        return text(ChainJson.quantity(chain.at(number, () -> chain.nonce(account))));
    }

    private JsonNode transaction(Blockchain chain, Mempool pool, Hash hash) {
        Optional<ObjectNode> mined = chain.transaction(hash).map(place -> ChainJson.transaction(place, chainId));
        return mined.or(() -> pool.get(hash).map(waiting -> ChainJson.waiting(waiting, chainId)))
                .<JsonNode>map(found -> found).orElseGet(ChainMethods::nothing);
    }

    private JsonNode call(Blockchain chain, RpcParams params) throws RpcError {
        long number = number(chain, params.optional(1));
        return text(output(simulate(chain, number, params.at(0))).toString());
    }

    private JsonNode estimate(Blockchain chain, RpcParams params) throws RpcError {
        long number = number(chain, params.optional(1));
        Execution execution = simulate(chain, number, params.at(0));
        output(execution);
        return text(ChainJson.quantity(execution.gasUsed()));
    }

    private Execution simulate(Blockchain chain, long number, JsonNode message) throws RpcError {
        if (!message.hasNonNull("to")) {
            throw RpcError.refused("this chain creates no contracts");
        }
        Account to = RpcParams.account(message.get("to"));
        Account from = message.hasNonNull("from") ? RpcParams.account(message.get("from")) : NOBODY;
        Wei value = message.hasNonNull("value") ? new Wei(RpcParams.quantity(message.get("value"))) : Wei.ZERO;
        Bytes data = data(message);
        long gas = message.hasNonNull("gas")
                ? RpcParams.quantity(message.get("gas")).min(BigInteger.valueOf(Blockchain.BLOCK_GAS)).longValue()
                : Blockchain.BLOCK_GAS;
        BlockHeader header = engine.next();
        if (chain.at(number, () -> chain.state().coin(from)).compareTo(value) < 0) {
            throw RpcError.refused("insufficient funds for gas * price + value");
        }
        return chain.at(number, () -> chain.state().simulate(from, to, value, data, gas, header));
    }

    private static Bytes data(JsonNode message) throws RpcError {
        for (String name : new String[]{"input", "data"}) {
            if (message.hasNonNull(name)) {
                return RpcParams.bytes(message.get(name));
            }
        }
        return Bytes.of();
    }

    private static Bytes output(Execution execution) throws RpcError {
        return switch (execution.outcome()) {
            case Outcome.Succeeded succeeded -> succeeded.output();
            case Outcome.Reverted(Bytes data) -> throw new RpcError(RpcError.REVERTED,
                    Revert.of(data) instanceof Revert.Reason(String reason)
                            ? "execution reverted: " + reason
                            : "execution reverted",
                    Optional.of(data));
            case Outcome.OutOfGas() -> throw RpcError.refused("out of gas");
        };
    }
}
