package io.longshore.localnet;

import java.math.BigInteger;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

/// Which block a tag, number or hash of a request means.
final class BlockTags {
    private volatile int finality;

    /// Sets how many blocks behind the newest one `finalized` and `safe` are.
    void finality(int depth) {
        if (depth < 0) {
            throw new IllegalArgumentException("not a depth: " + depth);
        }
        finality = depth;
    }

    /// The number of the block that is meant; nothing stands for the newest. There is no block being made, so `pending` is
    /// the newest too.
    Optional<Long> number(Blockchain chain, Optional<JsonNode> tag) throws RpcError {
        long head = chain.head().number();
        if (tag.isEmpty()) {
            return Optional.of(head);
        }
        JsonNode node = tag.get();
        if (node.isObject()) { // EIP-1898
            if (node.has("blockHash")) {
                return chain.block(RpcParams.hash(node.get("blockHash"))).map(Block::number);
            }
            return number(chain, Optional.ofNullable(node.get("blockNumber")));
        }
        return switch (node.isString() ? node.stringValue() : "") {
            case "latest", "pending" -> Optional.of(head);
            case "finalized", "safe" -> Optional.of(Math.max(0, head - finality));
            case "earliest" -> Optional.of(0L);
            default -> {
                BigInteger number = RpcParams.quantity(node);
                yield number.compareTo(BigInteger.valueOf(head)) > 0
                        ? Optional.empty()
                        : Optional.of(number.longValue());
            }
        };
    }

    /// Whether `pending` is asked for, which for nonces counts what waits.
    static boolean isPending(Optional<JsonNode> tag) {
        return tag.isPresent() && tag.get().isString() && tag.get().stringValue().equals("pending");
    }
}
