package io.longshore.cli;

import java.nio.file.Path;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// The one place where a command reaches into the local network: `longshore localnet` is its main class.
final class NetworkProcess implements Hosting {
    @Override
    public Hosted start(Path folder) throws FailureException {
        throw new FailureException(new Failure.Unsupported("localnet"));
    }
}
