package io.longshore.ledger;

/// What a line of the journal says, before it has its place there.
///
/// @param type the word that tells the shapes of bodies apart; never changes
/// @param body one JSON object, without line breaks
record JournalRecord(String type, byte[] body) {}
