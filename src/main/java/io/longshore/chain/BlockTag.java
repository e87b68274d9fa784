package io.longshore.chain;

/// Which state of the chain a question is about, as JSON-RPC writes it.
public record BlockTag(String word) {
    /// The newest block.
    public static final BlockTag LATEST = new BlockTag("latest");
    /// The newest block and what waits to come after it.
    public static final BlockTag PENDING = new BlockTag("pending");
    /// The newest block that cannot be reorganised away.
    public static final BlockTag FINALIZED = new BlockTag("finalized");

    /// The block of that number.
    public static BlockTag at(long number) {
        return new BlockTag(Quantity.hex(number));
    }
}
