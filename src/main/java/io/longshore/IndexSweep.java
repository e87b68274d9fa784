package io.longshore;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.IndexObject;
import io.longshore.model.Upload;
import io.longshore.model.store.UploadStore;

/// Removes index objects that a killed run left behind: those of uploads that have come to their end meanwhile, and those
/// that nobody knows. What an unfinished upload still needs stays.
final class IndexSweep {
    private static final Logger LOG = LoggerFactory.getLogger(IndexSweep.class);

    private IndexSweep() {}

    /// Sweeps the folder; to be called before any upload runs.
    static void of(Path folder, UploadStore uploads) throws FailureException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Set<Path> needed = new HashSet<>();
        for (Upload upload : uploads.all()) {
            if (!upload.state().isFinal()) {
                uploads.objects(upload.id()).stream().map(IndexObject::file).map(Path::getFileName)
                        .forEach(needed::add);
            }
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!needed.contains(file.getFileName())) {
                    Files.delete(file);
                    LOG.info("{} was left behind and is removed", file);
                }
            }
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure(folder.toString(), "cannot be swept"), e);
        }
    }
}
