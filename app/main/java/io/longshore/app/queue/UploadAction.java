package io.longshore.app.queue;

import java.util.List;

import io.longshore.model.UploadState;

/// What the user can do with an upload.
public enum UploadAction {
    /// Admit the rows its budget does not.
    APPROVE,
    /// Stop it for now.
    PAUSE,
    /// Let it go on.
    RESUME,
    /// Start it anew.
    RETRY,
    /// Copy the handle by which it is restored.
    COPY,
    /// Give it up.
    CANCEL;

    /// What a state allows; the most likely first.
    public static List<UploadAction> in(UploadState state) {
        return switch (state) {
            case UploadState.Queued _,UploadState.Running _ -> List.of(PAUSE, CANCEL);
            case UploadState.Paused _,UploadState.AwaitingVault _,UploadState.Stalled _ -> List.of(RESUME, CANCEL);
            case UploadState.AwaitingApproval _ -> List.of(APPROVE, CANCEL);
            case UploadState.Cancelled _,UploadState.Failed _ -> List.of(RETRY);
            case UploadState.Done _ -> List.of(COPY);
        };
    }
}
