package io.longshore.cli;

import java.math.BigDecimal;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.longshore.model.Amount;

/// Reads an amount of tokens as people write it: `1.5`. Exact: what has no whole number of atto is not understood.
final class TokenAmount implements ITypeConverter<Amount> {
    @Override
    public Amount convert(String text) {
        if (!text.matches("[0-9]{1,60}(\\.[0-9]{1,18})?")) {
            throw new TypeConversionException("'" + text + "' is not an amount of tokens, like 1.5");
        }
        return new Amount(new BigDecimal(text).movePointRight(18).toBigIntegerExact());
    }
}
