package io.longshore.app.queue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.longshore.app.control.Glyph;
import io.longshore.app.control.Sign;
import io.longshore.app.control.Stages;
import io.longshore.app.control.Tone;
import io.longshore.app.word.Key;
import io.longshore.app.word.Messages;
import io.longshore.model.Failure;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.snapshot.UploadSnapshot;
import io.longshore.text.Legible;
import io.longshore.text.Problem;

/// What a row says about an upload. Knows no node.
final class UploadWords {
    private final Messages messages;

    UploadWords(Messages messages) {
        this.messages = messages;
    }

    /// The file's own name, safe to show; of a folder's list, whose it is.
    String name(UploadSnapshot upload) {
        Path last = upload.path().getFileName();
        String name = Legible.of(last == null ? upload.path().toString() : last.toString());
        return upload.kind() == UploadPlan.Kind.GROUP ? messages.get(Key.QUEUE_GROUP, name) : name;
    }

    /// Its state as word, shape and tone.
    Sign sign(UploadState state) {
        String word = messages.words().state(state);
        return switch (state) {
            case UploadState.Queued _ -> new Sign(word, Glyph.CLOCK, Tone.NEUTRAL);
            case UploadState.Running _ -> new Sign(word, Glyph.UP, Tone.ACCENT);
            case UploadState.Paused _ -> new Sign(word, Glyph.PAUSE, Tone.NEUTRAL);
            case UploadState.AwaitingApproval _ -> new Sign(word, Glyph.DECIDE, Tone.WARNING);
            case UploadState.AwaitingVault _ -> new Sign(word, Glyph.LOCK, Tone.WARNING);
            case UploadState.Stalled _ -> new Sign(word, Glyph.WARNING, Tone.WARNING);
            case UploadState.Cancelled _ -> new Sign(word, Glyph.CROSSED, Tone.NEUTRAL);
            case UploadState.Failed _ -> new Sign(word, Glyph.STOP, Tone.DANGER);
            case UploadState.Done _ -> new Sign(word, Glyph.TICK, Tone.SUCCESS);
        };
    }

    /// The same of an upload, or that it is interrupted.
    Sign sign(UploadSnapshot upload) {
        return upload.isInterrupted()
                ? new Sign(messages.words().state(upload), Glyph.PAUSE, Tone.WARNING)
                : sign(upload.state());
    }

    /// What there is to say about the state beyond its word.
    String detail(UploadSnapshot upload) {
        return switch (upload.state()) {
            case UploadState.Queued _,UploadState.Running _ -> messages.get(Key.QUEUE_WAVES, upload.waves());
            case UploadState.Paused _ -> messages.get(Key.STATE_PAUSED_DETAIL);
            case UploadState.AwaitingApproval(var needed, var left, var limit) -> messages.get(switch (limit) {
                case UPLOAD -> Key.STATE_APPROVAL_DETAIL;
                case DAY -> Key.STATE_APPROVAL_DAY;
                case AGAIN -> Key.STATE_APPROVAL_AGAIN;
            }, messages.words().tokens(needed), messages.words().tokens(left));
            case UploadState.AwaitingVault _ -> messages.get(Key.STATE_VAULT_DETAIL);
            case UploadState.Stalled(var failure) -> sentence(failure);
            case UploadState.Cancelled(var unstored) -> unstored.isZero()
                    ? messages.get(Key.STATE_CANCELLED_FREE)
                    : messages.get(Key.STATE_CANCELLED_DETAIL, messages.words().tokens(unstored));
            case UploadState.Failed(var failure, var inVain) -> inVain.isZero()
                    ? sentence(failure)
                    : sentence(failure) + " · " + messages.get(Key.STATE_FAILED_VAIN, messages.words().tokens(inVain));
            case UploadState.Done _ -> upload.checkpoint()
                    .map(checkpoint -> messages.get(Key.STATE_DONE_ANCHORED, checkpoint.signers().size()))
                    .orElseGet(() -> messages.get(Key.STATE_DONE_UNANCHORED));
        };
    }

    /// The state in full sentences, advice included: for a tooltip.
    String explanation(UploadState state) {
        return switch (state) {
            case UploadState.Stalled(var failure) -> explained(state, failure);
            case UploadState.Failed(var failure, _) -> explained(state, failure);
            case UploadState.Queued _,UploadState.Running _,UploadState.Paused _,UploadState.AwaitingApproval _ ->
                messages.words().explain(state);
            case UploadState.AwaitingVault _,UploadState.Cancelled _,UploadState.Done _ ->
                messages.words().explain(state);
        };
    }

    /// The same of an upload, or what becomes of what is interrupted.
    String explanation(UploadSnapshot upload) {
        return upload.isInterrupted() ? messages.words().explain(upload) : explanation(upload.state());
    }

    /// How many chunks have come how far; a stage that says no more than the one beyond it is left out.
    String chunks(UploadSnapshot upload) {
        if (upload.chunks() == 0) {
            return messages.get(Key.QUEUE_CHUNKS_NONE, upload.indexObjects());
        }
        List<String> parts = new ArrayList<>();
        parts.add(messages.get(Key.QUEUE_CHUNKS, messages.words().count(upload.stored()),
                messages.words().count(upload.chunks())));
        if (upload.paid() > upload.stored()) {
            parts.add(messages.get(Key.QUEUE_CHUNKS_PAID, messages.words().count(upload.paid())));
        }
        if (upload.planned() > upload.paid()) {
            parts.add(messages.get(Key.QUEUE_CHUNKS_PLANNED, messages.words().count(upload.planned())));
        }
        return String.join(" · ", parts);
    }

    /// The same for the bar. What has no chunks of its own is all there once it is done, and not before.
    Stages stages(UploadSnapshot upload) {
        if (upload.chunks() == 0) {
            int all = upload.state() instanceof UploadState.Done ? 1 : 0;
            return new Stages(all, all, all, 1);
        }
        return new Stages(upload.planned(), upload.paid(), upload.stored(), upload.chunks());
    }

    /// What it cost so far, to the last decimal place.
    String cost(UploadSnapshot upload) {
        UploadSnapshot.Cost cost = upload.cost();
        return messages.get(Key.QUEUE_COST_HELP, messages.words().tokens(cost.tokens()),
                messages.words().tokens(cost.tokensNow()), messages.exact(cost.tokens()), messages.exact(cost.gas()));
    }

    /// The whole row in one line, for assistive technology.
    String row(UploadSnapshot upload) {
        return messages.get(Key.QUEUE_ROW, name(upload), messages.words().state(upload), chunks(upload));
    }

    /// What an action is called, and what it does in a sentence.
    Offer offer(UploadAction action, UploadSnapshot upload) {
        String name = name(upload);
        return switch (action) {
            case PAUSE -> new Offer(action, messages.get(Key.ACTION_PAUSE), messages.get(Key.ACTION_PAUSE_HELP, name));
            case RESUME -> new Offer(action, messages.get(Key.ACTION_RESUME),
                    messages.get(Key.ACTION_RESUME_HELP, name));
            case RETRY -> new Offer(action, messages.get(Key.ACTION_RETRY), messages.get(Key.ACTION_RETRY_HELP, name));
            case COPY -> new Offer(action, messages.get(Key.ACTION_COPY), messages.get(Key.ACTION_COPY_HELP, name));
            case CANCEL -> new Offer(action, "", messages.get(Key.ACTION_CANCEL_HELP, name));
            case APPROVE -> {
                String more = QueueModel.admitted(upload.state()).map(messages.words()::tokens).orElse("");
                yield new Offer(action, messages.get(Key.ACTION_APPROVE, more),
                        messages.get(Key.ACTION_APPROVE_HELP, more, name));
            }
        };
    }

    /// @param word what the button says; empty for one that is only a shape
    /// @param help what it does
    record Offer(UploadAction action, String word, String help) {}

    private String sentence(Failure failure) {
        Problem problem = messages.words().problem(failure);
        return messages.get(Key.STATE_PROBLEM, problem.sentence(), problem.code());
    }

    private String explained(UploadState state, Failure failure) {
        return messages.words().explain(state) + "\n" + messages.words().problem(failure).advice();
    }
}
