package io.longshore.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.longshore.model.Account;

/// Reads the address of an account or contract.
final class AccountAddress implements ITypeConverter<Account> {
    @Override
    public Account convert(String text) {
        try {
            return Account.of(text);
        } catch (IllegalArgumentException _) {
            throw new TypeConversionException("'" + text + "' is not an address of 40 hex digits");
        }
    }
}
