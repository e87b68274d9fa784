package io.longshore.localnet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.chain.Log;
import io.longshore.model.Account;

/// What a contract sees while one message to it runs: who sent it, in which block, and the state, through which every read
/// and write is charged and recorded.
final class CallFrame {
    private final Account sender;
    private final BlockHeader block;
    private final Gas gas;
    private final Changes changes;
    private final List<Log> logs = new ArrayList<>();

    CallFrame(Account sender, BlockHeader block, Gas gas, Changes changes) {
        this.sender = sender;
        this.block = block;
        this.gas = gas;
        this.changes = changes;
    }

    /// Who sent the message.
    Account sender() {
        return sender;
    }

    /// The block it runs in.
    BlockHeader block() {
        return block;
    }

    /// Reads a slot.
    <K, V> Optional<V> read(Table<K, V> table, K key) throws Halt {
        gas.read(table, key);
        return table.get(key);
    }

    /// Writes a slot.
    <K, V> void write(Table<K, V> table, K key, V value) throws Halt {
        gas.write(table, key, table.get(key).isEmpty());
        changes.put(table, key, value);
    }

    /// Charges a sum of gas beside storage and logs.
    void charge(long sum) throws Halt {
        gas.charge(sum);
    }

    /// Emits an event.
    void emit(Log log) throws Halt {
        gas.log(log.topics().size(), log.data().size());
        logs.add(log);
    }

    /// The events so far.
    List<Log> logs() {
        return List.copyOf(logs);
    }
}
