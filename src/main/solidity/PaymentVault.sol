// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

interface IERC20 {
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

/// @title Pays storage quotes: one transaction for the rows of a wave, each quote at most once, tokens straight to its node.
/// @dev Functions, event and errors have the names and types of the Autonomi network's payment vault, so that one client
/// pays at both; the text is our own.
contract PaymentVault {
    struct DataPayment {
        address rewardsAddress;
        uint256 amount;
        bytes32 quoteHash;
    }

    struct CompletedPayment {
        bytes16 rewardsAddress;
        uint128 amount;
    }

    struct PaymentVerification {
        bytes32 quoteHash;
        uint256 amountPaid;
        bool isValid;
    }

    address public immutable antToken;
    uint256 public immutable batchLimit;
    /// What was paid for a quote: the first 16 bytes of the address that got it, and how much.
    mapping(bytes32 quoteHash => CompletedPayment) public completedPayments;

    event DataPaymentMade(address indexed rewardsAddress, uint256 indexed amount, bytes32 indexed quoteHash);

    error AntTokenNull();
    error BatchLimitExceeded();
    error InvalidInputLength();
    error PaymentAlreadyExists(bytes32 quoteHash);
    error SafeERC20FailedOperation(address token);
    error SafeCastOverflowedUintDowncast(uint8 bits, uint256 value);

    constructor(address token, uint256 limit) {
        if (token == address(0)) revert AntTokenNull();
        antToken = token;
        batchLimit = limit;
    }

    /// Pays all rows or none. The caller has approved the sum to this contract.
    function payForQuotes(DataPayment[] calldata payments) external {
        uint256 count = payments.length;
        if (count == 0) revert InvalidInputLength();
        if (count > batchLimit) revert BatchLimitExceeded();
        for (uint256 i = 0; i < count; i++) {
            DataPayment calldata payment = payments[i];
            if (payment.amount > type(uint128).max) revert SafeCastOverflowedUintDowncast(128, payment.amount);
            CompletedPayment storage completed = completedPayments[payment.quoteHash];
            if (completed.rewardsAddress != 0 || completed.amount != 0) {
                revert PaymentAlreadyExists(payment.quoteHash);
            }
            // Written before the token is called: nothing that happens there can pay the same quote again.
            completed.rewardsAddress = bytes16(bytes20(payment.rewardsAddress));
            completed.amount = uint128(payment.amount);
            if (!IERC20(antToken).transferFrom(msg.sender, payment.rewardsAddress, payment.amount)) {
                revert SafeERC20FailedOperation(antToken);
            }
            emit DataPaymentMade(payment.rewardsAddress, payment.amount, payment.quoteHash);
        }
    }

    /// Whether each quote was paid with at least its amount to its address.
    function verifyPayment(DataPayment[] calldata payments) external view returns (PaymentVerification[] memory results) {
        uint256 count = payments.length;
        if (count == 0) revert InvalidInputLength();
        if (count > batchLimit) revert BatchLimitExceeded();
        results = new PaymentVerification[](count);
        for (uint256 i = 0; i < count; i++) {
            DataPayment calldata payment = payments[i];
            CompletedPayment storage completed = completedPayments[payment.quoteHash];
            uint256 paid = completed.amount;
            bool valid = paid > 0 && paid >= payment.amount
                && completed.rewardsAddress == bytes16(bytes20(payment.rewardsAddress));
            results[i] = PaymentVerification(payment.quoteHash, paid, valid);
        }
    }
}
