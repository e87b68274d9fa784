package io.longshore.model;

/// One chunk as the first pass left it: everything the second pass must reproduce.
///
/// @param index its place in the source
/// @param sealedAs its own index, or that of the first chunk of the same upload with the same content
/// @param nonce the nonce it is sealed with (of `sealedAs`)
/// @param tag the tag the second sealing must give (of `sealedAs`)
/// @param address the content hash of the sealed chunk (of `sealedAs`)
/// @param leaf SHA-256 of 0x00 and the plaintext: the leaf of the file root (RFC 6962); never leaves this machine in clear
public record PlannedChunk(long index, long sealedAs, Nonce nonce, Tag tag, Address address, Hash leaf) {
    /// Whether its content stands in an earlier chunk, so that nothing of it is sent or paid.
    public boolean isRepeat() {
        return sealedAs != index;
    }
}
