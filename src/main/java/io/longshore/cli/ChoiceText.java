package io.longshore.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.longshore.model.Choice;

/// Reads what the user decides in a conflict.
final class ChoiceText implements ITypeConverter<Choice> {
    @Override
    public Choice convert(String text) {
        try {
            return Choice.of(text);
        } catch (IllegalArgumentException _) {
            throw new TypeConversionException("'" + text
                    + "' is none of wait, proceed, audit:ID, challenge:ID, leave");
        }
    }
}
