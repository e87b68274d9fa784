package io.longshore.localnet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

import io.longshore.chain.Log;
import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Hash;

/// What `eth_getLogs` asks for.
///
/// @param from the first block
/// @param to the last block
/// @param contracts whose logs; empty for anybody's
/// @param topics for each place the topics that fit; empty for any
record LogFilter(long from, long to, Set<Account> contracts, List<Set<Hash>> topics) {
    /// Keeps own copies.
    LogFilter {
        contracts = Set.copyOf(contracts);
        topics = List.copyOf(topics);
    }

    /// Reads it from a request.
    static LogFilter of(Blockchain chain, BlockTags tags, JsonNode json) throws RpcError {
        Set<Account> contracts = new HashSet<>();
        for (JsonNode each : list(json.get("address"))) {
            contracts.add(RpcParams.account(each));
        }
        List<Set<Hash>> topics = new ArrayList<>();
        for (JsonNode place : json.hasNonNull("topics") ? json.get("topics") : Json.array()) {
            Set<Hash> fitting = new HashSet<>();
            for (JsonNode each : list(place)) {
                fitting.add(RpcParams.hash(each));
            }
            topics.add(fitting);
        }
        if (json.hasNonNull("blockHash")) {
            long number = chain.block(RpcParams.hash(json.get("blockHash"))).map(Block::number)
                    .orElseThrow(() -> RpcError.refused("unknown block"));
            return new LogFilter(number, number, contracts, topics);
        }
        long head = chain.head().number();
        long from = tags.number(chain, Optional.ofNullable(json.get("fromBlock"))).orElse(head + 1);
        long to = tags.number(chain, Optional.ofNullable(json.get("toBlock"))).orElse(head);
        return new LogFilter(from, to, contracts, topics);
    }

    private static Iterable<JsonNode> list(@Nullable JsonNode oneOrMany) {
        if (oneOrMany == null || oneOrMany.isNull()) {
            return List.of();
        }
        return oneOrMany.isArray() ? oneOrMany : List.of(oneOrMany);
    }

    /// The logs that fit, oldest first.
    JsonNode logs(Blockchain chain) {
        ArrayNode found = Json.array();
        for (long number = from; number <= to; number++) {
            Block block = chain.block(number).orElseThrow();
            for (int i = 0; i < block.entries().size(); i++) {
                Blockchain.Place place = new Blockchain.Place(block, i);
                int index = ChainJson.firstLog(place);
                for (Log log : place.entry().execution().logs()) {
                    if (fits(log)) {
                        found.add(ChainJson.log(log, place, index));
                    }
                    index++;
                }
            }
        }
        return found;
    }

    private boolean fits(Log log) {
        if (!contracts.isEmpty() && !contracts.contains(log.contract()) || log.topics().size() < topics.size()) {
            return false;
        }
        for (int i = 0; i < topics.size(); i++) {
            if (!topics.get(i).isEmpty() && !topics.get(i).contains(log.topics().get(i))) {
                return false;
            }
        }
        return true;
    }
}
