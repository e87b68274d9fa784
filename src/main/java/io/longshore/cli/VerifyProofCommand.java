package io.longshore.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import io.longshore.Exports;
import io.longshore.model.Checkpoint;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.VerifiedProof;
import io.longshore.text.Legible;

/// `longshore verify-proof`: whether a checkpoint covers a file, by the proof alone.
@Command(name = "verify-proof", description = "Verifies a proof that a checkpoint covers a file (checkpoint --export). It takes "
        + "nothing but the proof: no data folder is opened, and nobody is asked unless a chain is named.")
final class VerifyProofCommand implements Callable<Integer> {
    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    @Parameters(paramLabel = "FILE", description = "The proof.")
    private Path file;

    @Option(names = "--chain", paramLabel = "URL", converter = WebAddress.class, description = "Ask this JSON-RPC node, too, whether the checkpoint is on its chain, and whether who signed are the bucket's providers.")
    private @Nullable URI chain;

    @Mixin
    private JsonOption json;

    VerifyProofCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try {
            print(Exports.verifyProof(file.toAbsolutePath(), Optional.ofNullable(chain)));
            return ExitCode.DONE.number();
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.Corrupt(String what, String detail)) {
                shell.say(Phrase.EXPORT_WRONG, Legible.of(what), Legible.of(detail), e.failure().code());
                return ExitCode.FAILED.number();
            }
            return new Report(shell, json.chosen(), root.home()).failed(e.failure()).number();
        }
    }

    private void print(VerifiedProof proof) {
        if (json.chosen()) {
            new Json(shell.out(), shell.words()).print(ProofJson.verified(file.toAbsolutePath(), proof));
            return;
        }
        Checkpoint checkpoint = proof.checkpoint();
        line(Phrase.PROOF_CHUNKS, shell.words().count(proof.chunks()), proof.handle().toString(),
                shell.words().count(proof.leaves()), shell.words().count(checkpoint.count()),
                checkpoint.root().toString(), shell.words().bytes(proof.bytes()));
        line(Phrase.PROOF_SIGNERS, proof.signers().size(), checkpoint.bucket().toString(),
                proof.registry().toString(), proof.chain().toString());
        proof.signers().forEach(signer -> line(Phrase.PROOF_SIGNER, signer.provider().toString(),
                signer.scheme().word()));
        proof.onChain().ifPresentOrElse(
                found -> line(Phrase.PROOF_ON_CHAIN, proof.chain().toString(), checkpoint.transaction().toString(),
                        Long.toString(checkpoint.block()), found.providers(), found.required(),
                        found.stands() ? 1 : 0),
                () -> line(Phrase.PROOF_NOT_ASKED, checkpoint.transaction().toString(),
                        Long.toString(checkpoint.block())));
        line(Phrase.PROOF_LIMITS);
    }

    private void line(Phrase phrase, Object... values) {
        shell.out().println(shell.phrases().text(phrase, values));
    }
}
