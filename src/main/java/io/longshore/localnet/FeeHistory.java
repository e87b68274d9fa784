package io.longshore.localnet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.json.Json;
import io.longshore.model.Wei;

/// The answer to `eth_feeHistory`: base fees up to the block after the newest asked for, how full the blocks were, and what
/// was tipped in them.
final class FeeHistory {
    private static final long MOST_BLOCKS = 1_024; // as go-ethereum

    private FeeHistory() {}

    static JsonNode of(Blockchain chain, Wei nextBaseFee, BlockTags tags, RpcParams params) throws RpcError {
        long newest = tags.number(chain, params.optional(1))
                .orElseThrow(() -> RpcError.refused("request beyond head block"));
        long count = params.quantity(0, Math.min(MOST_BLOCKS, newest + 1));
        List<Double> percentiles = percentiles(params.optional(2));
        long oldest = newest - count + 1;
        ObjectNode json = Json.object();
        json.put("oldestBlock", ChainJson.quantity(oldest));
        ArrayNode baseFees = json.putArray("baseFeePerGas");
        ArrayNode ratios = json.putArray("gasUsedRatio");
        ArrayNode rewards = percentiles.isEmpty() ? Json.array() : json.putArray("reward");
        for (long number = oldest; number <= newest; number++) {
            Block block = chain.block(number).orElseThrow();
            baseFees.add(ChainJson.quantity(block.header().baseFee()));
            ratios.add(BigDecimal.valueOf(block.gasUsed()).divide(BigDecimal.valueOf(Blockchain.BLOCK_GAS),
                    MathContext.DECIMAL32));
            ArrayNode own = rewards.addArray();
            percentiles.forEach(percentile -> own.add(ChainJson.quantity(reward(block, percentile))));
        }
        baseFees.add(ChainJson.quantity(
                chain.block(newest + 1).map(block -> block.header().baseFee()).orElse(nextBaseFee)));
        return json;
    }

    private static List<Double> percentiles(Optional<JsonNode> asked) throws RpcError {
        List<Double> percentiles = new ArrayList<>();
        for (JsonNode each : asked.orElseGet(Json::array)) {
            double percentile = each.isNumber() ? each.doubleValue() : -1;
            double last = percentiles.isEmpty() ? 0 : percentiles.getLast();
            if (percentile < last || percentile > 100) {
                throw RpcError.refused("invalid reward percentile");
            }
            percentiles.add(percentile);
        }
        return percentiles;
    }

    /// The tip per gas that so many per cent of the block's gas paid at most; nothing for an empty block.
    private static Wei reward(Block block, double percentile) {
        Wei baseFee = block.header().baseFee();
        List<Block.Entry> byTip = block.entries().stream()
                .sorted(Comparator.comparing(entry -> tip(entry, baseFee))).toList();
        double wanted = block.gasUsed() * percentile / 100;
        long passed = 0;
        Wei reward = Wei.ZERO;
        for (Block.Entry entry : byTip) {
            reward = tip(entry, baseFee);
            passed += entry.execution().gasUsed();
            if (passed >= wanted) {
                break;
            }
        }
        return reward;
    }

    private static Wei tip(Block.Entry entry, Wei baseFee) {
        return entry.transaction().fee().paid(baseFee).minus(baseFee);
    }
}
