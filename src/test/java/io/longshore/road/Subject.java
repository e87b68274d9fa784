package io.longshore.road;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import tools.jackson.databind.JsonNode;

/// A data folder that is judged.
interface Subject {
    /// The data folder.
    Path home();

    /// Everything it knows of its uploads; at least `paid_atto` and `gas_wei` of each.
    List<JsonNode> status() throws IOException, InterruptedException;

    /// The end of its log.
    String log();
}
