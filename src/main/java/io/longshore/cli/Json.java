package io.longshore.cli;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.longshore.Estimate;
import io.longshore.Keys;
import io.longshore.Longshore.Restored;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.Checkpoint;
import io.longshore.model.Drive;
import io.longshore.model.ExportedJournal;
import io.longshore.model.Failure;
import io.longshore.model.Handle;
import io.longshore.model.ImportedJournal;
import io.longshore.model.Limits;
import io.longshore.model.PaymentMode;
import io.longshore.model.ProviderId;
import io.longshore.model.Receipt;
import io.longshore.model.ReceiptTotals;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.VerifiedExport;
import io.longshore.model.Wei;
import io.longshore.model.Whereabouts;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.model.snapshot.UploadSnapshot;
import io.longshore.text.Problem;
import io.longshore.text.Words;

/// What `--json` prints: one object a line, in UTF-8 whatever the locale. The keys are stable; amounts are decimal
/// strings, hashes and ids hex with `0x` (`src/docs/commands.md`).
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final PrintStream out;

    private final Words words;

    Json(PrintStream out, Words words) {
        this.out = out;
        this.words = words;
    }

    /// Prints an upload.
    void upload(UploadSnapshot upload, Snapshot snapshot) {
        print(fields(upload, snapshot));
    }

    /// Prints an upload that a command added.
    /// @param resumed whether it was there already and went on
    void added(UploadSnapshot upload, Snapshot snapshot, boolean resumed) {
        Map<String, @Nullable Object> fields = fields(upload, snapshot);
        fields.put("resumed", resumed);
        print(fields);
    }

    private Map<String, @Nullable Object> fields(UploadSnapshot upload, Snapshot snapshot) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", upload.id().toString());
        fields.put("path", upload.path().toString());
        fields.put("state", state(upload.state()));
        fields.put("running", upload.running());
        fields.put("handle", upload.handle().map(Handle::toString).orElse(null));
        fields.put("size", upload.size().value());
        fields.put("chunks", upload.chunks());
        fields.put("index_objects", upload.indexObjects());
        fields.put("waves", upload.waves());
        fields.put("stored_chunks", upload.stored());
        fields.put("sent_chunks", upload.sentChunks());
        fields.put("paid_atto", upload.cost().tokens().toString());
        fields.put("gas_wei", upload.cost().gas().toString());
        fields.put("paid_now_atto", upload.cost().tokensNow().toString());
        fields.put("gas_now_wei", upload.cost().gasNow().toString());
        fields.put("payments", upload.cost().payments());
        fields.put("approvals", upload.cost().approvals());
        fields.put("payment_mode", upload.paymentMode().map(PaymentMode::word).orElse(null));
        fields.put("checkpoint", upload.checkpoint().map(Json::checkpoint).orElse(null));
        Optional<UploadState.AwaitingApproval> approval = approval(upload.state());
        fields.put("limit", approval.map(waiting -> limit(waiting.limit())).orElse(null));
        fields.put("needed_atto", approval.map(waiting -> waiting.needed().toString()).orElse(null));
        fields.put("left_atto", approval.map(waiting -> waiting.left().toString()).orElse(null));
        fields.put("in_vain_atto", upload.cost().inVain().toString());
        fields.put("failure", failure(upload, snapshot).map(this::failure).orElse(null));
        return fields;
    }

    /// Prints what was restored.
    void restored(Handle handle, Restored restored) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("handle", handle.toString());
        fields.put("path", restored.path().toString());
        fields.put("files", restored.files());
        fields.put("bytes", restored.bytes());
        Map<String, Object> failed = new LinkedHashMap<>();
        restored.failed().forEach((name, failure) -> failed.put(name, failure(failure)));
        fields.put("failed", failed);
        print(fields);
    }

    /// Prints a receipt.
    void receipt(Receipt receipt) {
        boolean paid = receipt.mode() != PaymentMode.FREE;
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("wave", receipt.wave().value());
        fields.put("mode", receipt.mode().word());
        fields.put("chain_id", receipt.chain().value());
        fields.put("vault", paid ? receipt.vault().toString() : null);
        fields.put("tx", paid ? receipt.transaction().toString() : null);
        fields.put("block", paid ? receipt.block() : null);
        fields.put("block_time", paid ? receipt.blockTime().getEpochSecond() : null);
        fields.put("rows", receipt.rows().size());
        fields.put("paid_atto", receipt.total().toString());
        fields.put("gas_wei", receipt.gas().toString());
        print(fields);
    }

    /// Prints what was exported.
    void exported(ExportedJournal exported) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("path", exported.file().toString());
        fields.put("records", exported.records());
        fields.put("head", exported.head().toString());
        fields.put("digest", exported.digest().toString());
        print(fields);
    }

    /// Prints what was verified.
    void verified(Path file, VerifiedExport verified) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("path", file.toString());
        fields.put("records", verified.records());
        fields.put("head", verified.head().toString());
        fields.put("digest", verified.digest().toString());
        fields.put("quotes", verified.quotes());
        fields.put("intents", verified.intents());
        fields.put("transactions", verified.transactions());
        fields.put("receipts", verified.receipts());
        fields.put("rows", verified.rows());
        fields.put("paid_again", verified.again());
        fields.put("paid_atto", verified.total().toString());
        fields.put("gas_wei", verified.gas().toString());
        fields.put("signers", verified.signers().stream().map(Account::toString).toList());
        fields.put("chain", verified.chain().map(Json::chain).orElse(null));
        print(fields);
    }

    private static Map<String, Object> chain(VerifiedExport.OnChain chain) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("chain_id", chain.chain().value());
        fields.put("receipts", chain.receipts());
        fields.put("rows", chain.rows());
        fields.put("elsewhere", chain.elsewhere());
        return fields;
    }

    /// Prints what receipts come to.
    void totals(ReceiptTotals totals) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("total_waves", totals.waves());
        fields.put("total_rows", totals.rows());
        fields.put("total_paid_atto", totals.tokens().toString());
        fields.put("total_gas_wei", totals.gas().toString());
        fields.put("first_payment", totals.first().map(Instant::getEpochSecond).orElse(null));
        print(fields);
    }

    /// Prints what was imported.
    void imported(Path file, ImportedJournal imported) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("path", file.toString());
        fields.put("records", imported.records());
        fields.put("uploads", imported.uploads().stream().map(UploadId::toString).toList());
        fields.put("unfinished", imported.unfinished().stream().map(UploadId::toString).toList());
        fields.put("receipts", imported.receipts());
        fields.put("rows", imported.rows());
        fields.put("paid_atto", imported.total().toString());
        fields.put("gas_wei", imported.gas().toString());
        fields.put("first_payment", imported.first().map(Instant::getEpochSecond).orElse(null));
        fields.put("dropped_costs", imported.dropped());
        print(fields);
    }

    /// Prints a drive.
    void drive(Drive drive) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", drive.id().toString());
        fields.put("name", drive.name());
        fields.put("kind", drive.kind().word());
        fields.put("profile", drive.profile().name().toLowerCase(Locale.ROOT));
        fields.put("bucket", drive.bucket().value());
        fields.put("network", drive.network() instanceof Whereabouts.Directory(URI url) ? url.toString() : null);
        fields.put("providers", drive.network() instanceof Whereabouts.Listed listed
                ? listed.providers().stream().map(Whereabouts.Provider::place).toList()
                : null);
        fields.put("strategy", drive.strategy().toString());
        fields.put("capacity", drive.capacity().map(ByteCount::value).orElse(null));
        fields.put("chain_id", drive.chain().value());
        fields.put("play_money", drive.free());
        fields.put("vault", drive.contracts().map(contracts -> contracts.vault().toString()).orElse(null));
        fields.put("token", drive.contracts().map(contracts -> contracts.token().toString()).orElse(null));
        fields.put("registry", drive.contracts().map(contracts -> contracts.registry().toString()).orElse(null));
        fields.put("max_price_atto", drive.ceiling().map(Amount::toString).orElse(null));
        print(fields);
    }

    /// Prints how the vault is kept.
    void vault(Keys.VaultStatus status) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("file", status.file().toString());
        fields.put("sealed", status.sealed());
        print(fields);
    }

    /// Prints what an upload would cost.
    void estimate(Estimate estimate) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("files", estimate.files());
        fields.put("size", estimate.bytes().value());
        fields.put("chunks", estimate.chunks());
        fields.put("paid_chunks", estimate.paid());
        fields.put("index_objects", estimate.objects());
        fields.put("waves", estimate.waves());
        fields.put("sample_atto", estimate.sample().toString());
        fields.put("quotes", estimate.quotes());
        fields.put("token_atto", estimate.tokens().toString());
        fields.put("gas_wei", estimate.gas().toString());
        fields.put("disk", estimate.disk().map(ByteCount::value).orElse(null));
        fields.put("time", estimate.time().getEpochSecond());
        print(fields);
    }

    /// Prints whose the wallet is.
    void wallet(Account account) {
        print(Map.of("address", account.toString()));
    }

    /// Prints what the wallet has on a drive's chain.
    void balance(Keys.Balance balance) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("drive", balance.drive().name());
        fields.put("chain_id", balance.drive().chain().value());
        switch (balance) {
            case Keys.Balance.Known(_, var tokens, var coin, var block, var time) -> {
                fields.put("token_atto", tokens.toString());
                fields.put("coin_wei", coin.toString());
                fields.put("block", block);
                fields.put("block_time", time.getEpochSecond());
                fields.put("failure", null);
            }
            case Keys.Balance.Unknown(_, var failure) -> fields.put("failure", failure(failure));
        }
        print(fields);
    }

    /// Prints what the wallet may spend.
    void limits(Limits limits) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("per_day_atto", limits.perDay().map(Amount::toString).orElse(null));
        fields.put("gas_price_wei", limits.gasPrice().map(Wei::toString).orElse(null));
        print(fields);
    }

    /// Prints where a node is, and who.
    void node(String url, ProviderId provider) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("url", url);
        fields.put("provider_id", provider.toString());
        print(fields);
    }

    /// Prints where the local network describes itself.
    void localnet(String url) {
        print(Map.of("url", url));
    }

    /// The failure that an upload shows: its own, or the conflict that holds up the checkpoint of its drive.
    static Optional<Failure> failure(UploadSnapshot upload, Snapshot snapshot) {
        return switch (upload.state()) {
            case UploadState.Stalled(var failure) -> Optional.of(failure);
            case UploadState.Failed(var failure, _) -> Optional.of(failure);
            case UploadState.AwaitingVault() -> Optional.of(new Failure.VaultLocked());
            case UploadState.Done _ -> Optional.ofNullable(snapshot.conflicts().get(upload.drive()));
            case UploadState.Queued _,UploadState.Running _,UploadState.Paused _,UploadState.AwaitingApproval _,UploadState.Cancelled _ ->
                Optional.empty();
        };
    }

    private static String state(UploadState state) {
        return switch (state) {
            case UploadState.Queued _ -> "queued";
            case UploadState.Running _ -> "running";
            case UploadState.Paused _ -> "paused";
            case UploadState.AwaitingApproval _ -> "awaiting_approval";
            case UploadState.AwaitingVault _ -> "awaiting_vault";
            case UploadState.Stalled _ -> "stalled";
            case UploadState.Cancelled _ -> "cancelled";
            case UploadState.Failed _ -> "failed";
            case UploadState.Done _ -> "done";
        };
    }

    private static Optional<UploadState.AwaitingApproval> approval(UploadState state) {
        return state instanceof UploadState.AwaitingApproval waiting ? Optional.of(waiting) : Optional.empty();
    }

    private static String limit(UploadState.AwaitingApproval.Limit limit) {
        return switch (limit) {
            case UPLOAD -> "upload";
            case DAY -> "day";
            case AGAIN -> "again";
        };
    }

    private static Map<String, Object> checkpoint(Checkpoint checkpoint) {
        Map<String, Object> fields = new LinkedHashMap<>();
        List<String> signers = checkpoint.signers().stream().map(ProviderId::toString).toList();
        fields.put("root", checkpoint.root().toString());
        fields.put("leaf_count", checkpoint.count());
        fields.put("signers", signers);
        fields.put("tx", checkpoint.transaction().toString());
        return fields;
    }

    /// A failure as an object.
    Map<String, Object> failure(Failure failure) {
        Problem problem = words.problem(failure);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("code", problem.code());
        fields.put("message", problem.sentence() + (problem.detail().isEmpty() ? "" : " (" + problem.detail() + ")"));
        return fields;
    }

    /// Prints an object.
    void print(Map<String, ? extends @Nullable Object> fields) {
        byte[] line = (MAPPER.writeValueAsString(fields) + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(line, 0, line.length);
        out.flush();
    }
}
