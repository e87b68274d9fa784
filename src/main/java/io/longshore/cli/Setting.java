package io.longshore.cli;

import java.math.BigDecimal;
import java.util.Optional;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.longshore.model.Amount;
import io.longshore.model.Wei;

/// What a limit is to be.
///
/// @param <T> of what
/// @param most the most; empty for `none`
record Setting<T>(Optional<T> most) {
    private static final String NONE = "none";

    /// Reads tokens as [TokenAmount] does, or `none`.
    static final class Tokens implements ITypeConverter<Setting<Amount>> {
        private final TokenAmount amount = new TokenAmount();

        @Override
        public Setting<Amount> convert(String text) {
            return new Setting<>(text.equals(NONE) ? Optional.empty() : Optional.of(amount.convert(text)));
        }
    }

    /// Reads a price of gas in gwei (10^9 wei), or `none`. Exact.
    static final class GasPrice implements ITypeConverter<Setting<Wei>> {
        @Override
        public Setting<Wei> convert(String text) {
            if (text.equals(NONE)) {
                return new Setting<>(Optional.empty());
            }
            if (!text.matches("[0-9]{1,60}(\\.[0-9]{1,9})?")) {
                throw new TypeConversionException("'" + text + "' is not a price in gwei, like 1.5");
            }
            return new Setting<>(Optional.of(new Wei(new BigDecimal(text).movePointRight(9).toBigIntegerExact())));
        }
    }
}
