package io.longshore.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.longshore.model.Finality;

/// Reads when blocks are final.
final class FinalityWord implements ITypeConverter<Finality> {
    @Override
    public Finality convert(String text) {
        try {
            return Finality.of(text);
        } catch (IllegalArgumentException _) {
            throw new TypeConversionException("'" + text + "' is neither 'finalized' nor 'blocks:N'");
        }
    }
}
