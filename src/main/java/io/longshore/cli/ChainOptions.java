package io.longshore.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

import io.longshore.model.Account;
import io.longshore.model.Contracts;
import io.longshore.model.Finality;
import io.longshore.model.OutsideChain;

/// Which chain a local network of this program is paid on, for commands that may be the first to start it.
final class ChainOptions {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--chain", paramLabel = "URL", converter = WebAddress.class, description = "Have the local network paid on the chain behind this "
            + "JSON-RPC endpoint instead of its own. The first time, its contracts are put there; later it is found "
            + "without this option. The chain must make blocks by itself (anvil: --block-time).")
    private @Nullable URI chain;

    @Option(names = "--deployer", paramLabel = "FILE", description = "With --chain: the private key (secp256k1, in hex) "
            + "that puts the contracts there and gives play money out; otherwise an account that the node signs for.")
    private @Nullable Path deployer;

    @Option(names = "--vault", paramLabel = "ACCOUNT", converter = AccountAddress.class, description = "With --chain: the payment vault, if the contracts are there already; --token and "
            + "--registry are wanted with it.")
    private @Nullable Account vault;

    @Option(names = "--token", paramLabel = "ACCOUNT", converter = AccountAddress.class, description = "With --vault: the token that it draws.")
    private @Nullable Account token;

    @Option(names = "--registry", paramLabel = "ACCOUNT", converter = AccountAddress.class, description = "With --vault: the checkpoint registry.")
    private @Nullable Account registry;

    @Option(names = "--finality", paramLabel = "WHEN", converter = FinalityWord.class, description = "With --chain: when its blocks are final, 'finalized' or 'blocks:N'; otherwise "
            + "blocks:1 on anvil, finalized elsewhere.")
    private @Nullable Finality finality;

    /// The chain that was chosen; empty if none was.
    /// @throws ParameterException if what belongs together was not given together
    Optional<OutsideChain> chosen() {
        boolean more = deployer != null || vault != null || finality != null;
        long contracts = Stream.of(Optional.ofNullable(vault), Optional.ofNullable(token),
                Optional.ofNullable(registry)).filter(Optional::isPresent).count();
        if (contracts != 0 && contracts != 3 || more && chain == null) {
            throw new ParameterException(command.commandLine(), "--deployer, --vault and --finality want --chain;"
                    + " --vault, --token and --registry want each other");
        }
        return Optional.ofNullable(chain).map(url -> new OutsideChain(url,
                Optional.ofNullable(deployer).map(Path::toAbsolutePath), contracts(), Optional.ofNullable(finality)));
    }

    private Optional<Contracts> contracts() {
        return vault == null || token == null || registry == null
                ? Optional.empty()
                : Optional.of(new Contracts(vault, token, registry));
    }
}
