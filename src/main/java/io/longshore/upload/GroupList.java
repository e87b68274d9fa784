package io.longshore.upload;

import java.util.ArrayList;
import java.util.List;

import io.longshore.model.FailureException;
import io.longshore.model.GroupId;
import io.longshore.model.Upload;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.store.UploadStore;
import io.longshore.seal.GroupObject;

/// Makes the list of a dropped folder: what of it is stored, under which handles, and its empty folders.
final class GroupList {
    private final UploadStore uploads;

    GroupList(UploadStore uploads) {
        this.uploads = uploads;
    }

    /// Whether every file of the group has come to its end, so that the list can be made.
    boolean isReady(GroupId group) throws FailureException {
        return uploads.group(group).stream().filter(upload -> upload.plan().kind() == UploadPlan.Kind.FILE)
                .allMatch(upload -> upload.state().isFinal());
    }

    /// The group object of a group upload's plan, as JSON bytes.
    byte[] content(UploadPlan plan) throws FailureException {
        GroupId group = plan.group().orElseThrow();
        List<GroupObject.Member> members = new ArrayList<>();
        for (Upload upload : uploads.group(group)) {
            if (upload.plan().kind() == UploadPlan.Kind.FILE
                    && upload.state() instanceof UploadState.Done(var handle)) {
                members.add(new GroupObject.Member(String.join("/", upload.plan().facts().path()), handle));
            }
        }
        return new GroupObject(plan.facts().name(), members, uploads.folders(group)).encode();
    }
}
