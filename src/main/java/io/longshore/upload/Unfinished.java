package io.longshore.upload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.GroupId;
import io.longshore.model.SourceIdentity;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.store.UploadStore;
import io.longshore.plan.FolderScan;

/// The uploads of a drive that are not over, by what they are of: whoever adds the same source again goes on with the one
/// there is, and pays for none of its chunks twice.
final class Unfinished {
    private final UploadStore uploads;
    private final Map<SourceIdentity, UploadId> files = new HashMap<>();
    private final List<Upload> lists = new ArrayList<>();

    private Unfinished(UploadStore uploads) {
        this.uploads = uploads;
    }

    /// Those of a drive, as they are now.
    static Unfinished of(UploadStore uploads, DriveId drive) throws FailureException {
        Unfinished unfinished = new Unfinished(uploads);
        for (Upload upload : uploads.unfinished(drive)) {
            switch (upload.plan().kind()) {
                case FILE -> unfinished.files.putIfAbsent(upload.plan().source(), upload.id());
                case GROUP -> unfinished.lists.add(upload);
            }
        }
        return unfinished;
    }

    /// The upload of a file: the same place, size, time and file.
    Optional<UploadId> file(FolderScan.Found found) {
        return Optional.ofNullable(files.get(found.source()));
    }

    /// All uploads of a folder, the list last, if it was added before with exactly what is in it now. One with other files,
    /// or with a file that was given up, is another folder: a list names what it was made for.
    List<UploadId> folder(FolderScan.Group folder) throws FailureException {
        for (Upload list : lists) {
            if (isPlaceOf(list.plan().source(), folder.folder().source())) {
                List<UploadId> all = members(list, folder);
                if (!all.isEmpty()) {
                    return all;
                }
            }
        }
        return List.of();
    }

    /// The time of a folder changes with what is in it, which is compared by itself.
    private static boolean isPlaceOf(SourceIdentity added, SourceIdentity found) {
        return added.path().equals(found.path()) && added.fileKey().equals(found.fileKey());
    }

    private List<UploadId> members(Upload list, FolderScan.Group folder) throws FailureException {
        GroupId group = list.plan().group().orElseThrow();
        Set<SourceIdentity> missing = new HashSet<>();
        folder.members().forEach(member -> missing.add(member.source()));
        List<UploadId> all = new ArrayList<>();
        for (Upload member : uploads.group(group)) {
            boolean given = member.state() instanceof UploadState.Cancelled
                    || member.state() instanceof UploadState.Failed;
            boolean isFile = member.plan().kind() == UploadPlan.Kind.FILE;
            if (given || isFile && !missing.remove(member.plan().source())) {
                return List.of();
            }
            all.add(member.id());
        }
        boolean same = missing.isEmpty()
                && new HashSet<>(uploads.folders(group)).equals(new HashSet<>(folder.emptyFolders()));
        return same ? all : List.of();
    }
}
