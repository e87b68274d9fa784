package io.longshore.localnet;

import java.util.HashSet;
import java.util.Set;

import io.longshore.model.Bytes;

/// The gas of one transaction: what the Ethereum virtual machine charges for storage, logs, calldata and signature
/// recovery, and round sums for the rest, measured at the compiled contracts on a real machine. Within some per cent of
/// them; never a promise of the same figure.
final class Gas {
    /// Of every transaction (Ethereum yellow paper, appendix G).
    static final long TRANSACTION = 21_000;
    /// Measured: a call is decoded and dispatched.
    static final long CALL = 700;
    /// Measured: a row of a payment is worked through.
    static final long ROW = 2_830;
    /// Measured: a provider is put in a bucket's list.
    static final long PROVIDER = 1_100;
    /// Measured: a signature is recovered (3,000, yellow paper, appendix E) and its signer looked up among the providers.
    static final long RECOVERY = 7_800;
    /// The first call of another contract (EIP-2929).
    static final long COLD_ACCOUNT = 2_600;
    /// A slot read for the first time, beside those of a [Table] (EIP-2929).
    static final long COLD_READ = 2_100;
    /// A slot set for the first time, beside those of a [Table].
    static final long NEW_SLOT = 22_100; // EIP-2929, EIP-2200
    /// A slot changed later, beside those of a [Table].
    static final long CHANGED_SLOT = 5_000; // EIP-2929, EIP-2200
    /// A slot set to what it is, beside those of a [Table].
    static final long SAME_SLOT = 2_200; // EIP-2929, EIP-2200

    private static final long ZERO_BYTE = 4; // EIP-2028
    private static final long OTHER_BYTE = 16; // EIP-2028
    private static final long FLOOR_TOKEN = 10; // EIP-7623: per zero byte, four times that for any other
    private static final long WARM_READ = 100; // EIP-2929
    private static final long FIRST_WRITE = 20_000; // EIP-2200, from zero
    private static final long LATER_WRITE = 2_900; // EIP-2200 less the cold read of EIP-2929
    private static final long LOG = 375; // yellow paper, appendix G
    private static final long LOG_TOPIC = 375;
    private static final long LOG_BYTE = 8;

    private record Slot(Table<?, ?> table, Object key) {}

    private final long limit;
    private final long floor;
    private final Set<Slot> warm = new HashSet<>();
    private final Set<Slot> written = new HashSet<>();
    private long used;

    /// For a transaction with this calldata and limit. What it costs before anything runs is charged already, even if it is
    /// more than the limit: who accepts transactions checks [#intrinsic] first.
    Gas(Bytes calldata, long limit) {
        this.limit = limit;
        this.used = intrinsic(calldata);
        this.floor = floor(calldata);
    }

    /// What a transaction with this calldata costs before anything runs.
    static long intrinsic(Bytes calldata) {
        long zeros = zeros(calldata);
        return TRANSACTION + ZERO_BYTE * zeros + OTHER_BYTE * (calldata.size() - zeros);
    }

    /// What a transaction with this calldata costs at least.
    static long floor(Bytes calldata) {
        long zeros = zeros(calldata);
        return TRANSACTION + FLOOR_TOKEN * (zeros + 4 * (calldata.size() - zeros));
    }

    private static long zeros(Bytes calldata) {
        long zeros = 0;
        for (byte each : calldata.toArray()) {
            if (each == 0) {
                zeros++;
            }
        }
        return zeros;
    }

    /// What was used so far, never less than the calldata's floor.
    long used() {
        return Math.max(used, floor);
    }

    /// Charges a sum.
    void charge(long sum) throws Halt.OutOfGas {
        used += sum;
        if (used > limit) {
            used = limit;
            throw new Halt.OutOfGas();
        }
    }

    /// Charges a read of a table's slot.
    void read(Table<?, ?> table, Object key) throws Halt.OutOfGas {
        charge(warm.add(new Slot(table, key)) ? COLD_READ : WARM_READ);
    }

    /// Charges a write to a table's slot, which is set for the first time or not.
    void write(Table<?, ?> table, Object key, boolean first) throws Halt.OutOfGas {
        Slot slot = new Slot(table, key);
        if (warm.add(slot)) {
            charge(COLD_READ);
        }
        charge(!written.add(slot) ? WARM_READ : first ? FIRST_WRITE : LATER_WRITE);
    }

    /// Charges a log entry.
    void log(int topics, int bytes) throws Halt.OutOfGas {
        charge(LOG + LOG_TOPIC * topics + LOG_BYTE * bytes);
    }
}
