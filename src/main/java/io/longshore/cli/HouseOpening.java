package io.longshore.cli;

import java.util.Optional;

import io.longshore.House;
import io.longshore.Longshore;
import io.longshore.Options;
import io.longshore.model.FailureException;

/// Opens real data folders.
final class HouseOpening implements Opening {
    private final Secrets secrets;

    HouseOpening(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public Longshore open(Start start) throws FailureException {
        return House.open(new Options(start.home(), passphrase(start), start.network()));
    }

    private Optional<char[]> passphrase(Start start) throws FailureException {
        if (start.passphraseFile().isPresent()) {
            return Optional.of(Secrets.read(start.passphraseFile().get()));
        }
        return start.unlocks() && House.isSealed(start.home())
                ? secrets.known(null, Phrase.VAULT_PASSPHRASE)
                : Optional.empty();
    }
}
