// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Anchors what storage providers committed to: one checkpoint a bucket, signed by enough of its providers.
/// @dev The rules are those of src/docs/format.md, section 4; the signed digest is the one of its section 3.
contract CheckpointRegistry {
    struct Bucket {
        address owner;
        uint8 minProviders;
        address[] providers;
    }

    struct Checkpoint {
        bytes32 mmrRoot;
        uint64 startSeq;
        uint64 leafCount;
        uint64 blockNumber;
        uint64 blockTime;
        address[] signers;
    }

    /// The upper end of a low s, half the order of secp256k1 (EIP-2).
    uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    mapping(address account => string endpoint) private endpoints;
    mapping(uint64 bucketId => Bucket) private buckets;
    mapping(uint64 bucketId => mapping(address account => bool)) private isProvider;
    mapping(uint64 bucketId => Checkpoint) private checkpoints;

    event CheckpointSubmitted(
        uint64 indexed bucketId, bytes32 mmrRoot, uint64 startSeq, uint64 leafCount, address[] signers
    );
    event CheckpointExtended(uint64 indexed bucketId, bytes32 mmrRoot, address[] signers);

    error BucketExists(uint64 bucketId);
    error BucketUnknown(uint64 bucketId);
    error NotBucketOwner(address caller);
    error ProviderZero();
    error ProviderRepeated(address provider);
    error MinProvidersOutOfRange(uint8 minProviders, uint256 providers);
    error CheckpointEmpty();
    error CheckpointUnknown(uint64 bucketId);
    error SequenceOverflow(uint64 startSeq, uint64 leafCount);
    error StartBelowLast(uint64 startSeq, uint64 lastStartSeq);
    error EndNotAboveLast(uint64 end, uint64 lastEnd);
    error SignatureInvalid(uint256 index);
    error SignerNotProvider(address signer);
    error SignerRepeated(address signer);
    error TooFewSigners(uint256 signers, uint256 needed);

    /// Says where the caller can be reached; again to change it.
    function registerProvider(string calldata endpoint) external {
        endpoints[msg.sender] = endpoint;
    }

    /// Where a provider can be reached; empty if it did not say.
    function provider(address account) external view returns (string memory endpoint) {
        return endpoints[account];
    }

    /// Opens a bucket that the caller owns.
    function openBucket(uint64 bucketId, address[] calldata providers, uint8 minProviders) external {
        Bucket storage opened = buckets[bucketId];
        if (opened.owner != address(0)) revert BucketExists(bucketId);
        if (minProviders == 0 || minProviders > providers.length) {
            revert MinProvidersOutOfRange(minProviders, providers.length);
        }
        opened.owner = msg.sender;
        opened.minProviders = minProviders;
        for (uint256 i = 0; i < providers.length; i++) {
            add(bucketId, opened, providers[i]);
        }
    }

    /// Adds a provider to the caller's bucket.
    function addProvider(uint64 bucketId, address account) external {
        add(bucketId, owned(bucketId), account);
    }

    /// A bucket; its owner is zero if there is none.
    function bucket(uint64 bucketId)
        external
        view
        returns (address owner, uint8 minProviders, address[] memory providers)
    {
        Bucket storage found = buckets[bucketId];
        return (found.owner, found.minProviders, found.providers);
    }

    /// Anchors a further state of the caller's bucket. The state that already stands there is accepted and changes nothing.
    function submitCheckpoint(
        uint64 bucketId,
        bytes32 mmrRoot,
        uint64 startSeq,
        uint64 leafCount,
        bytes[] calldata signatures
    ) external {
        Bucket storage opened = owned(bucketId);
        Checkpoint storage last = checkpoints[bucketId];
        if (leafCount == 0) revert CheckpointEmpty();
        if (last.mmrRoot == mmrRoot && last.startSeq == startSeq && last.leafCount == leafCount) return;
        if (leafCount > type(uint64).max - startSeq) revert SequenceOverflow(startSeq, leafCount);
        if (last.leafCount > 0) {
            if (startSeq < last.startSeq) revert StartBelowLast(startSeq, last.startSeq);
            uint64 lastEnd = last.startSeq + last.leafCount;
            if (startSeq + leafCount <= lastEnd) revert EndNotAboveLast(startSeq + leafCount, lastEnd);
        }
        bytes32 digest = commitmentDigest(bucketId, mmrRoot, startSeq, leafCount);
        address[] memory signers = signersOf(bucketId, digest, signatures, new address[](0));
        if (signers.length < opened.minProviders) revert TooFewSigners(signers.length, opened.minProviders);
        last.mmrRoot = mmrRoot;
        last.startSeq = startSeq;
        last.leafCount = leafCount;
        last.blockNumber = uint64(block.number);
        last.blockTime = uint64(block.timestamp);
        last.signers = signers;
        emit CheckpointSubmitted(bucketId, mmrRoot, startSeq, leafCount, signers);
    }

    /// Adds signatures that came late to the checkpoint that stands.
    function extendCheckpoint(uint64 bucketId, bytes[] calldata signatures) external {
        owned(bucketId);
        Checkpoint storage last = checkpoints[bucketId];
        if (last.leafCount == 0) revert CheckpointUnknown(bucketId);
        if (signatures.length == 0) revert TooFewSigners(0, 1);
        bytes32 digest = commitmentDigest(bucketId, last.mmrRoot, last.startSeq, last.leafCount);
        address[] memory late = signersOf(bucketId, digest, signatures, last.signers);
        for (uint256 i = 0; i < late.length; i++) {
            last.signers.push(late[i]);
        }
        emit CheckpointExtended(bucketId, last.mmrRoot, late);
    }

    /// The checkpoint that stands; leafCount is zero if there is none.
    function checkpoint(uint64 bucketId)
        external
        view
        returns (
            bytes32 mmrRoot,
            uint64 startSeq,
            uint64 leafCount,
            uint64 blockNumber,
            uint64 blockTime,
            address[] memory signers
        )
    {
        Checkpoint storage last = checkpoints[bucketId];
        return (last.mmrRoot, last.startSeq, last.leafCount, last.blockNumber, last.blockTime, last.signers);
    }

    function owned(uint64 bucketId) private view returns (Bucket storage found) {
        found = buckets[bucketId];
        if (found.owner == address(0)) revert BucketUnknown(bucketId);
        if (found.owner != msg.sender) revert NotBucketOwner(msg.sender);
    }

    function add(uint64 bucketId, Bucket storage to, address account) private {
        if (account == address(0)) revert ProviderZero();
        if (isProvider[bucketId][account]) revert ProviderRepeated(account);
        isProvider[bucketId][account] = true;
        to.providers.push(account);
    }

    /// Who made the signatures: providers of the bucket, each once, none of them in `before`.
    function signersOf(uint64 bucketId, bytes32 digest, bytes[] calldata signatures, address[] memory before)
        private
        view
        returns (address[] memory signers)
    {
        signers = new address[](signatures.length);
        for (uint256 i = 0; i < signatures.length; i++) {
            address signer = recover(digest, signatures[i]);
            if (signer == address(0)) revert SignatureInvalid(i);
            if (!isProvider[bucketId][signer]) revert SignerNotProvider(signer);
            if (contains(signers, i, signer) || contains(before, before.length, signer)) revert SignerRepeated(signer);
            signers[i] = signer;
        }
    }

    function contains(address[] memory accounts, uint256 count, address account) private pure returns (bool) {
        for (uint256 i = 0; i < count; i++) {
            if (accounts[i] == account) return true;
        }
        return false;
    }

    /// The signer of r || s || v; zero unless it has 65 bytes, a low s and a v of 27 or 28.
    function recover(bytes32 digest, bytes calldata signature) private pure returns (address) {
        if (signature.length != 65) return address(0);
        bytes32 s = bytes32(signature[32:64]);
        uint8 v = uint8(signature[64]);
        if (uint256(s) > HALF_ORDER || (v != 27 && v != 28)) return address(0);
        return ecrecover(digest, v, bytes32(signature[0:32]), s);
    }

    function commitmentDigest(uint64 bucketId, bytes32 mmrRoot, uint64 startSeq, uint64 leafCount)
        private
        view
        returns (bytes32)
    {
        return keccak256(
            abi.encodePacked(
                "longshore/v1/commitment",
                block.chainid,
                address(this),
                bytes1(0x01),
                littleEndian(bucketId),
                mmrRoot,
                littleEndian(startSeq),
                littleEndian(leafCount)
            )
        );
    }

    function littleEndian(uint64 value) private pure returns (bytes8) {
        value = ((value & 0xFF00FF00FF00FF00) >> 8) | ((value & 0x00FF00FF00FF00FF) << 8);
        value = ((value & 0xFFFF0000FFFF0000) >> 16) | ((value & 0x0000FFFF0000FFFF) << 16);
        return bytes8((value >> 32) | (value << 32));
    }
}
