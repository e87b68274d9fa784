package io.longshore;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Runs a property on seeded random values. A failure names its seed; `-Dlongshore.seed=N` runs that one alone.
public final class Seeds {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY = RandomGeneratorFactory
            .of("L64X128MixRandom");

    private Seeds() {}

    /// What must hold for every generator.
    @FunctionalInterface
    public interface Property {
        /// Throws if it does not hold.
        void check(RandomGenerator random) throws Exception;
    }

    /// Checks the property with `times` seeds, 1 and up: the same values in every run.
    public static void check(int times, Property property) {
        Long only = Long.getLong("longshore.seed");
        for (long seed = only == null ? 1 : only; seed <= (only == null ? times : only); seed++) {
            try {
                property.check(FACTORY.create(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("with -Dlongshore.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /// So many random bytes.
    public static byte[] bytes(RandomGenerator random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
