package io.longshore.receipt;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import io.longshore.House;
import io.longshore.Longshore;
import io.longshore.Options;
import io.longshore.ledger.Ledger;
import io.longshore.localnet.LocalNetwork;
import io.longshore.model.ExportedJournal;
import io.longshore.model.FailureException;
import io.longshore.model.Receipt;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;

import static org.junit.jupiter.api.Assertions.assertTrue;

/// Uploads that were paid on a local network, which still runs, and what is left of them on disk.
///
/// @param network where they are
/// @param home the data folder, closed
/// @param receipts what the engine says was paid
/// @param export the journal, exported
record Bought(LocalNetwork network, Path home, List<Receipt> receipts, ExportedJournal export)
        implements
            AutoCloseable {
    /// Uploads random files of these sizes, in pairs, so that there are several waves.
    static Bought files(Path folder, long seed, int... sizes)
            throws FailureException, IOException, InterruptedException {
        Random random = new Random(seed);
        List<Path> sources = new ArrayList<>();
        for (int size : sizes) {
            byte[] content = new byte[size];
            random.nextBytes(content);
            sources.add(Files.write(folder.resolve("source" + sources.size()), content));
        }
        LocalNetwork network = LocalNetwork.open(folder.resolve("network"), LocalNetwork.Options.defaults());
        Path home = folder.resolve("home");
        try (Longshore engine = House
                .open(new Options(home, Optional.empty(), new Options.Network.At(network.directory())))) {
            for (int from = 0; from < sources.size(); from += 2) {
                Set<UploadId> added = new HashSet<>(engine.add(
                        sources.subList(from, Math.min(from + 2, sources.size())), Optional.empty(), Optional.empty())
                        .uploads());
                engine.await(added);
            }
            assertTrue(engine.snapshot().uploads().stream()
                    .allMatch(upload -> upload.state() instanceof UploadState.Done), engine.snapshot().toString());
            return new Bought(network, home, engine.receipts(), engine.export(folder.resolve("export"), false));
        }
    }

    /// The journal itself.
    Path journal() {
        return home.resolve(Ledger.JOURNAL);
    }

    /// The chain's node.
    URI chain() {
        return network.chain().rpc();
    }

    @Override
    public void close() throws FailureException {
        network.close();
    }
}
