package io.longshore.cli;

import java.util.Locale;

/// What the command line says on its own account. Each has a text in every language; `{0}` and so on are facts.
enum Phrase {
    /// A symbolic link was not followed: path.
    LINK,
    /// An upload of the same source was not over and goes on: path.
    GOES_ON,
    /// Nothing of the paths could be added.
    NOTHING_ADDED,
    /// No upload is concerned.
    NOTHING_TO_DO,
    /// There is no upload in this data folder.
    NO_UPLOADS,
    /// Progress of one upload: name, stored, chunks, paid, planned, cost so far.
    PROGRESS_ONE,
    /// Progress of several: done, uploads, stored, chunks, paid, planned, cost so far.
    PROGRESS_MANY,
    /// Ended by a signal, nothing chosen yet.
    INTERRUPTED,
    /// Ended by a signal: stored, chunks, paid, cost.
    KEPT,
    /// The command to go on with: command.
    GO_ON,
    /// A signal came; closing.
    CLOSING,
    /// One upload's headline: path, state.
    UPLOAD,
    /// Its id: id.
    ID,
    /// Where it begins: handle.
    HANDLE,
    /// Its size: bytes, chunks, index objects, waves.
    SIZE,
    /// How much of it is stored: stored, chunks, paid.
    STORED,
    /// What it cost: tokens, gas.
    COST,
    /// What it cost in all, and in this run: tokens, gas, tokens now, gas now.
    COST_NOW,
    /// What of its cost bought nothing: tokens.
    IN_VAIN,
    /// Its checkpoint: leaves, signers, transaction.
    CHECKPOINT,
    /// It is done without a checkpoint yet.
    NO_CHECKPOINT,
    /// Several uploads: how many there are, how many done.
    SUMMARY,
    /// Restored: path, files, bytes.
    RESTORED,
    /// A member of a group was not restored: name.
    NOT_RESTORED,
    /// A drive: name, kind, where it leads.
    DRIVE,
    /// The most a chunk on it may be quoted at: tokens.
    CEILING,
    /// When its checkpoints are made: strategy.
    DRIVE_STRATEGY,
    /// How much content it may take: bytes.
    DRIVE_CAPACITY,
    /// It is forgotten: name, content that stays.
    DRIVE_REMOVED,
    /// The wallet that pays for a drive: account, tokens, coins.
    PURSE,
    /// The wallet that would pay for it has not what it takes: account, tokens, coins.
    PURSE_EMPTY,
    /// It leads to the embedded network.
    EMBEDDED,
    /// The local network runs: URL.
    LOCALNET,
    /// A node listens: URL, provider.
    NODE,
    /// A node's key was made: file.
    NODE_KEY,
    /// The registry contract says where a node is: provider.
    NODE_REGISTERED,
    /// It does not, for want of coin: provider.
    NODE_UNREGISTERED,
    /// A drive's checkpoint is in conflict: drive.
    CONFLICT,
    /// There is no display to open a window on.
    NO_WINDOW,
    /// Cancel needs to be told what.
    NAME_THEM,
    /// The beginning of an id fits several: what was given, the ids.
    AMBIGUOUS,
    /// Failed ones are retried by name only: how many.
    NAME_FAILED,
    /// Asks for the vault's passphrase.
    VAULT_PASSPHRASE,
    /// Asks for a file's own passphrase.
    FILE_PASSPHRASE,
    /// Asks for a new passphrase.
    NEW_PASSPHRASE,
    /// Asks for it a second time.
    NEW_PASSPHRASE_AGAIN,
    /// There is no terminal to ask for a new passphrase on.
    NO_NEW_PASSPHRASE,
    /// A new passphrase must not be empty.
    EMPTY_PASSPHRASE,
    /// The second time it was another one.
    PASSPHRASES_DIFFER,
    /// A vault file with a passphrase: path.
    VAULT_SEALED,
    /// A vault file without: path.
    VAULT_UNSEALED,
    /// A vault was taken over: data folder.
    VAULT_IMPORTED,
    /// It was the same vault already: data folder.
    VAULT_SAME,
    /// There is no drive yet, so no chain to ask.
    NO_DRIVES,
    /// What the wallet has for a drive: drive, tokens, coins, chain id, block, seconds since that block.
    BALANCE,
    /// A drive's chain could not be asked: drive.
    NO_BALANCE,
    /// The most in 24 hours: tokens.
    LIMIT_DAY,
    /// There is no limit of a day.
    NO_LIMIT_DAY,
    /// The most for a unit of gas: price.
    LIMIT_GAS,
    /// There is no ceiling for gas.
    NO_LIMIT_GAS,
    /// Another key is the wallet now.
    WALLET_IMPORTED,
    /// It was the wallet already.
    WALLET_SAME,
    /// The wallet was exported: path, address.
    WALLET_EXPORTED,
    /// What an upload would be: files, bytes, chunks, index objects, waves.
    ESTIMATE,
    /// What of it costs nothing: chunks.
    ESTIMATE_PAID,
    /// What it would cost: tokens, gas.
    ESTIMATE_COST,
    /// What it would take of this disk: bytes.
    ESTIMATE_DISK,
    /// What an estimate rests on: providers that quoted, tokens for one chunk.
    ESTIMATE_BASIS,
    /// There is no receipt in this data folder.
    NO_RECEIPTS,
    /// A payment: wave, rows, tokens, gas, block, time, transaction.
    RECEIPT,
    /// A wave for which nothing was to be paid: wave.
    RECEIPT_FREE,
    /// All receipts: how many, rows, tokens, gas, of the tokens in vain.
    RECEIPTS_TOTAL,
    /// When the first payment was made: time.
    FIRST_PAYMENT,
    /// A journal was imported: file, records, uploads, how many of them unfinished, receipts, rows, tokens, gas.
    IMPORTED,
    /// All of an import was known: file.
    IMPORTED_NOTHING,
    /// Costs in an import that cannot be read: how many.
    COSTS_DROPPED,
    /// The journal was exported: file, records, digest.
    EXPORTED,
    /// An export does not hold: file, the first thing that is wrong, the code.
    EXPORT_WRONG,
    /// The chain of hashes holds: records, the last one's hash.
    CHECKED_CHAIN,
    /// Quotes and prices hold: quotes, rows.
    CHECKED_QUOTES,
    /// Transactions hold: transactions, intents.
    CHECKED_TRANSACTIONS,
    /// Receipts hold: receipts, rows, tokens, gas, rows paid again.
    CHECKED_RECEIPTS,
    /// A chain confirmed: chain, payments, rows, payments elsewhere.
    CHECKED_ON_CHAIN,
    /// What an export alone cannot show.
    NOT_CHECKED,
    /// The journal is lost: records that the database keeps, records saved besides.
    JOURNAL_LOST,
    /// How it is made anew: command.
    JOURNAL_REBUILD,
    /// It was made anew: records.
    JOURNAL_REBUILT,
    /// What was left of the old one: path.
    JOURNAL_ASIDE,
    /// Nothing is the matter with the journal.
    JOURNAL_WHOLE,
    /// Who signed the export: account.
    SIGNER,
    /// Nobody signed the export: digest.
    NO_SIGNER,
    /// A proof that was written: its file, its chunks, its leaves, the block of the checkpoint.
    PROOF_WRITTEN,
    /// What a proof shows: chunks, handle, leaves, all leaves, root, bytes.
    PROOF_CHUNKS,
    /// Who signed: how many, bucket, registry, chain.
    PROOF_SIGNERS,
    /// One of them, and the scheme.
    PROOF_SIGNER,
    /// What the chain said: chain, transaction, block, providers, how many must sign, whether it is the newest.
    PROOF_ON_CHAIN,
    /// What nobody was asked: transaction, block.
    PROOF_NOT_ASKED,
    /// What no proof can show.
    PROOF_LIMITS,
    /// The checkpoints of a drive: drive, strategy.
    CHECKPOINTS,
    /// The newest one: leaves, signers, block, root.
    LAST_CHECKPOINT,
    /// Leaves that none covers: how many.
    PENDING,
    /// When the next one is made: time.
    NEXT_TIME,
    /// When the next one is made: block.
    NEXT_BLOCK,
    /// The user paused them.
    PAUSED_BY_USER,
    /// Failures paused them: how many.
    PAUSED_BY_FAILURES,
    /// Attempts failed: how many.
    FAILURES,
    /// Too few providers were there: how many, how many are needed.
    SHORTAGE,
    /// Providers do not agree: since when, advice.
    APART,
    /// A provider: id, how it stands, how it fares, answers of a hundred.
    PROVIDER,
    /// Made as soon as uploads end.
    IMMEDIATE,
    /// Made every so many blocks: blocks.
    BY_BLOCKS,
    /// Made every so often: seconds.
    BY_TIME,
    /// Made when the user says so.
    MANUAL,
    /// Has all our leaves.
    AGREES,
    /// Lacks leaves: how many.
    BEHIND,
    /// Has more leaves than ours: how many.
    AHEAD,
    /// Has other leaves than ours.
    DIVERGENT,
    /// Says no valid commitment: why.
    INVALID,
    /// Does not answer.
    UNREACHABLE,
    /// Was not heard yet.
    UNHEARD,
    /// All agree.
    ADVICE_NOTHING,
    /// Wait until they have caught up: how many lack leaves, how many do not answer.
    ADVICE_WAIT,
    /// Enough agree: how many, how many are suspect.
    ADVICE_PROCEED,
    /// Look what suspects hold: how many.
    ADVICE_AUDIT,
    /// Hand proof in: how many.
    ADVICE_CHALLENGE,
    /// As many as make a majority say what is not so: how many.
    ADVICE_ASK,
    /// A provider passed its audit: id, chunks, of how many, bytes.
    AUDIT_PASSED,
    /// A provider failed its audit: id, chunks, of how many, bytes, how many were wrong.
    AUDIT_FAILED,
    /// The chance of missing a loss: of one in a hundred, of ten, in percent.
    AUDIT_CHANCE,
    /// What came of a decision: an outcome.
    DECIDED,
    /// A checkpoint is on chain.
    OUTCOME_SUBMITTED,
    /// All agree.
    OUTCOME_AGREED,
    /// They were sent what they lack, and do not agree.
    OUTCOME_STILL_APART,
    /// The audit found nothing wrong.
    OUTCOME_PASSED,
    /// The audit found something wrong.
    OUTCOME_FAILED,
    /// Proof was handed in.
    OUTCOME_CHALLENGED,
    /// It was not possible.
    OUTCOME_REFUSED,
    /// Something failed on the way.
    OUTCOME_BROKEN_OFF,
    /// It was left as it is.
    OUTCOME_LEFT;

    /// Its key in the bundle.
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
