package io.longshore.upload;

import io.longshore.model.store.AnchorageStore;
import io.longshore.model.store.DecisionStore;
import io.longshore.model.store.DriveStore;
import io.longshore.model.store.HealthStore;
import io.longshore.model.store.LapseStore;
import io.longshore.model.store.LeafStore;
import io.longshore.model.store.LimitStore;
import io.longshore.model.store.PaymentStore;
import io.longshore.model.store.UploadStore;
import io.longshore.model.store.WaveStore;

/// Everything that is durable.
///
/// @param drives the drives
/// @param uploads the uploads and their plans
/// @param waves the waves
/// @param payments the books
/// @param leaves leaves and checkpoints
/// @param limits the limits of the wallet
/// @param health how providers have fared
/// @param lapses the lapsed and the found payments
/// @param anchorages how the making of checkpoints goes
/// @param decisions what the user decided about conflicts
public record Stores(DriveStore drives, UploadStore uploads, WaveStore waves, PaymentStore payments,
        LeafStore leaves, LimitStore limits, HealthStore health, LapseStore lapses, AnchorageStore anchorages,
        DecisionStore decisions) {}
