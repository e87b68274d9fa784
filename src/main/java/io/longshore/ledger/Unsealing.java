package io.longshore.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.ledger.DriveTable.SealedNetwork;
import io.longshore.ledger.Opening.Opened;
import io.longshore.ledger.SealedTable.SealedFolders;
import io.longshore.ledger.SealedTable.SealedSource;
import io.longshore.model.FailureException;
import io.longshore.model.Whereabouts;

/// Opens what was read back from the journal and is known as sealed only: names of sources and empty folders. What does not
/// open stays as it is. Runs on the ledger's thread.
final class Unsealing {
    private static final Logger LOG = LoggerFactory.getLogger(Unsealing.class);

    private final Projection projection;
    private final SourceOpener opener;
    private int sealed;
    private Optional<FailureException> last = Optional.empty();

    private Unsealing(Projection projection, SourceOpener opener) {
        this.projection = projection;
        this.opener = opener;
    }

    /// Opens it.
    /// @return how many sources and groups are sealed still
    static int of(Opened opened, SourceOpener opener) throws SQLException, FailureException {
        Unsealing unsealing = new Unsealing(opened.projection(), opener);
        unsealing.run();
        opened.database().sql().commit();
        unsealing.last.ifPresent(
                e -> LOG.warn("{} sources and groups stay sealed: {}", unsealing.sealed, e.failure()));
        return unsealing.sealed;
    }

    private void run() throws SQLException, FailureException {
        for (SealedNetwork network : projection.drives().sealed()) {
            Optional<String> clear = clear(() -> opener.network(network.drive(), network.sealed()));
            if (clear.isPresent()) {
                projection.drives().network(network.drive(), Whereabouts.of(clear.get()));
            }
        }
        for (SealedSource source : projection.sealed().sealedSources()) {
            Optional<SourceOpener.Opened> clear = clear(() -> opener.source(source.drive(), source.sealed()));
            if (clear.isPresent()) {
                projection.uploads().source(source.upload(), clear.get().source(), clear.get().facts());
            }
        }
        for (SealedFolders folders : projection.sealed().sealedFolders()) {
            Optional<List<String>> clear = clear(() -> opener.folders(folders.drive(), folders.sealed()));
            if (clear.isPresent()) {
                projection.sealed().folders(folders.group(), clear.get());
            }
        }
    }

    private interface Step<T> {
        T take() throws FailureException;
    }

    private <T> Optional<T> clear(Step<T> step) {
        try {
            return Optional.of(step.take());
        } catch (FailureException e) {
            sealed++;
            last = Optional.of(e);
            return Optional.empty();
        }
    }
}
