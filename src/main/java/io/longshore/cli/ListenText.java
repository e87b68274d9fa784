package io.longshore.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.longshore.model.ListenAddress;

/// Reads where to listen.
final class ListenText implements ITypeConverter<ListenAddress> {
    @Override
    public ListenAddress convert(String text) {
        try {
            return ListenAddress.of(text);
        } catch (IllegalArgumentException _) {
            throw new TypeConversionException("'" + text + "' is not like 127.0.0.1:4001");
        }
    }
}
