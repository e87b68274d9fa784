package io.longshore.cli;

import java.net.URI;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the address of something that speaks HTTP.
final class WebAddress implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
        try {
            URI read = URI.create(text);
            if (("http".equals(read.getScheme()) || "https".equals(read.getScheme())) && read.getHost() != null) {
                return read;
            }
        } catch (IllegalArgumentException _) {
            // Its words repeat the text; ours do as well.
        }
        throw new TypeConversionException("'" + text + "' is not an address like http://127.0.0.1:8545");
    }
}
