package io.longshore.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.longshore.model.ByteCount;

/// Reads a size: bytes, or with a unit, `500GiB` (powers of 1024) or `500GB` (powers of 1000). Exact: what has no whole
/// number of bytes is not understood.
final class SizeText implements ITypeConverter<ByteCount> {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?)(?:([kmgtpe])(i?))?b?");
    private static final List<String> UNITS = List.of("k", "m", "g", "t", "p", "e");

    @Override
    public ByteCount convert(String text) {
        Matcher read = SHAPE.matcher(text.toLowerCase(Locale.ROOT));
        if (read.matches()) {
            int power = read.group(2) == null ? 0 : UNITS.indexOf(read.group(2)) + 1;
            BigInteger unit = BigInteger.valueOf("i".equals(read.group(3)) ? 1024 : 1000).pow(power);
            try {
                return new ByteCount(new BigDecimal(read.group(1)).multiply(new BigDecimal(unit)).longValueExact());
            } catch (ArithmeticException _) {
                // Its words tell nobody which text it was.
            }
        }
        throw new TypeConversionException("'" + text + "' is not a size, like 500GiB");
    }
}
