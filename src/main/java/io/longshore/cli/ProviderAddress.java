package io.longshore.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.longshore.model.ProviderId;

/// Reads the id of a provider.
final class ProviderAddress implements ITypeConverter<ProviderId> {
    @Override
    public ProviderId convert(String text) {
        try {
            return ProviderId.of(text);
        } catch (IllegalArgumentException _) {
            throw new TypeConversionException("'" + text + "' is not a provider's id of 40 hex digits");
        }
    }
}
