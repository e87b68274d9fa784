package io.longshore;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import io.longshore.chain.KeyFile;
import io.longshore.chain.Rpc;
import io.longshore.model.FailureException;
import io.longshore.model.VerifiedExport;
import io.longshore.model.VerifiedProof;
import io.longshore.net.Http;
import io.longshore.receipt.ProofVerification;
import io.longshore.receipt.Verification;

/// Exports of journals and proofs, for people who have nothing but the file: no data folder is opened.
public final class Exports {
    /// How long a chain may take for one answer.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Exports() {}

    /// Verifies an export.
    /// @param chain the JSON-RPC node of a chain that is to confirm its payments; empty to ask nobody
    /// @throws FailureException `Corrupt` with the first thing that is wrong; `Unavailable` if the chain does not answer;
    ///         `LocalFailure` if the file cannot be read
    public static VerifiedExport verify(Path file, Optional<URI> chain) throws FailureException {
        if (chain.isEmpty()) {
            return Verification.of(file);
        }
        try (Http http = new Http()) {
            return Verification.of(file, new Rpc(http, chain.get(), PATIENCE));
        }
    }

    /// Verifies a proof that a checkpoint covers a file.
    /// @param chain the JSON-RPC node of the registry's chain, which is to confirm the checkpoint; empty to ask nobody
    /// @throws FailureException `Corrupt` with the first thing that is wrong; `Unsupported` if a newer version wrote it;
    ///         `Unavailable` if the chain does not answer; `LocalFailure` if the file cannot be read
    public static VerifiedProof verifyProof(Path file, Optional<URI> chain) throws FailureException {
        if (chain.isEmpty()) {
            return ProofVerification.of(file);
        }
        try (Http http = new Http()) {
            return ProofVerification.of(file, new Rpc(http, chain.get(), PATIENCE));
        }
    }

    /// Adds a signature to an export that was verified.
    /// @param verified what was found true in it
    /// @param keyFile a secp256k1 private key in hex
    /// @throws FailureException `Corrupt` if that is no key; `LocalFailure` if a file cannot be read or written
    public static VerifiedExport counterSign(Path file, VerifiedExport verified, Path keyFile)
            throws FailureException {
        return Verification.sign(file, verified, KeyFile.read(keyFile), InstantSource.system());
    }
}
