package io.longshore.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.DriveEdit;
import io.longshore.model.Strategy;

/// What can be said of a drive, new or not.
final class DriveOptions {
    @Option(names = "--providers", paramLabel = "URL", split = ",", converter = WebAddress.class, description = "The URLs that providers printed ('longshore node'), with commas between. Of a drive that is there: all that it has; those that moved at their new URLs.")
    private @Nullable List<URI> providers;

    @Option(names = "--chain", paramLabel = "URL", converter = WebAddress.class, description = "The JSON-RPC endpoint of the chain that listed providers are paid on.")
    private @Nullable URI chain;

    @Option(names = "--strategy", paramLabel = "WHEN", converter = StrategyText.class, description = "When checkpoints are made: 'immediate', 'batched' (every 100 blocks), 'batched:N' (blocks), 'batched:Ns', 'Nm', 'Nh' (time), or 'manual'.")
    private @Nullable Strategy strategy;

    @Option(names = "--capacity", paramLabel = "SIZE", converter = CapacityText.class, description = "How much content its uploads may have in all, like 500GiB, or 'none'; more is refused.")
    private @Nullable Capacity capacity;

    @Option(names = "--max-price", paramLabel = "TOKENS", converter = CeilingText.class, description = "The most a provider may quote for a chunk, or 'none'; three times the quote is paid. Above it, uploads wait.")
    private @Nullable Ceiling ceiling;

    /// The providers that were listed.
    Optional<List<URI>> providers() {
        return Optional.ofNullable(providers);
    }

    /// Where the chain answers.
    Optional<URI> chain() {
        return Optional.ofNullable(chain);
    }

    /// What was said besides where it is.
    List<DriveEdit> terms() {
        List<DriveEdit> terms = new ArrayList<>();
        if (strategy != null) {
            terms.add(new DriveEdit.Anchoring(strategy));
        }
        if (capacity != null) {
            terms.add(new DriveEdit.Capacity(capacity.most()));
        }
        if (ceiling != null) {
            terms.add(new DriveEdit.Ceiling(ceiling.most()));
        }
        return terms;
    }

    /// What was said about the ceiling.
    ///
    /// @param most empty for none
    record Ceiling(Optional<Amount> most) {}

    /// Reads a ceiling: an amount of tokens, or `none`.
    static final class CeilingText implements ITypeConverter<Ceiling> {
        @Override
        public Ceiling convert(String text) {
            return new Ceiling(text.equals("none") ? Optional.empty() : Optional.of(new TokenAmount().convert(text)));
        }
    }

    /// What was said about the capacity.
    ///
    /// @param most empty for none
    record Capacity(Optional<ByteCount> most) {}

    /// Reads a capacity: a size, or `none`.
    static final class CapacityText implements ITypeConverter<Capacity> {
        @Override
        public Capacity convert(String text) {
            return new Capacity(text.equals("none") ? Optional.empty() : Optional.of(new SizeText().convert(text)));
        }
    }

    /// Reads when checkpoints are made.
    static final class StrategyText implements ITypeConverter<Strategy> {
        @Override
        public Strategy convert(String text) {
            try {
                return Strategy.of(text);
            } catch (IllegalArgumentException _) {
                throw new TypeConversionException("'" + text + "' is none of immediate, batched, batched:N, batched:Ns,"
                        + " batched:Nm, batched:Nh, manual");
            }
        }
    }
}
