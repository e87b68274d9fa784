package io.longshore.chain;

import java.math.BigInteger;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.longshore.model.Amount;
import io.longshore.model.FailureException;
import io.longshore.model.Wei;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// What the payment token must do.
public abstract class TokenContract extends ChainWorld {
    static final Amount UNLIMITED = new Amount(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));

    @Test
    void theTokenSaysWhatItIs() throws FailureException {
        assertEquals(18, rpc.query(token, new TokenCall.Decimals()));
        assertEquals("Longshore Play Token", rpc.query(token, new TokenCall.Name()));
        assertEquals("PLAY", rpc.query(token, new TokenCall.Symbol()));
    }

    @Test
    void mintingIsForTheDeployer() throws FailureException {
        var before = rpc.query(token, new TokenCall.TotalSupply());
        var bob = stranger();
        chain.fund(bob, Amount.of(7), Wei.of(1));
        assertEquals(Amount.of(7), rpc.query(token, new TokenCall.BalanceOf(bob)));
        assertEquals(before.plus(Amount.of(7)), rpc.query(token, new TokenCall.TotalSupply()));
        alice.refused(new TokenRefusal.NotMinter(alice.account()), token,
                new TokenCall.Mint(alice.account(), TOKENS).calldata());
    }

    @Test
    void tokensMove() throws FailureException {
        var bob = stranger();
        var receipt = alice.run(token, new TokenCall.Transfer(bob, Amount.of(5)).calldata());
        assertEquals(List.of(new TokenEvent.Transfer(alice.account(), bob, Amount.of(5)).log(token)), receipt.logs());
        assertEquals(Amount.of(5), rpc.query(token, new TokenCall.BalanceOf(bob)));
        assertEquals(TOKENS.minus(Amount.of(5)), rpc.query(token, new TokenCall.BalanceOf(alice.account())));
        alice.refused(new TokenRefusal.InsufficientBalance(alice.account(), TOKENS.minus(Amount.of(5)), TOKENS), token,
                new TokenCall.Transfer(bob, TOKENS).calldata());
        alice.refused(new TokenRefusal.InvalidReceiver(NOBODY), token,
                new TokenCall.Transfer(NOBODY, Amount.of(1)).calldata());
    }

    @Test
    void anAllowanceIsUsedUp() throws FailureException {
        var bob = actor();
        var receipt = alice.run(token, new TokenCall.Approve(bob.account(), Amount.of(10)).calldata());
        assertEquals(List.of(new TokenEvent.Approval(alice.account(), bob.account(), Amount.of(10)).log(token)),
                receipt.logs());
        bob.run(token, new TokenCall.TransferFrom(alice.account(), bob.account(), Amount.of(4)).calldata());
        assertEquals(Amount.of(6), rpc.query(token, new TokenCall.Allowance(alice.account(), bob.account())));
        bob.refused(new TokenRefusal.InsufficientAllowance(bob.account(), Amount.of(6), Amount.of(7)), token,
                new TokenCall.TransferFrom(alice.account(), bob.account(), Amount.of(7)).calldata());
        alice.refused(new TokenRefusal.InvalidSpender(NOBODY), token,
                new TokenCall.Approve(NOBODY, Amount.of(1)).calldata());
        alice.run(token, new TokenCall.Approve(bob.account(), UNLIMITED).calldata());
        bob.run(token, new TokenCall.TransferFrom(alice.account(), bob.account(), Amount.of(4)).calldata());
        assertEquals(UNLIMITED, rpc.query(token, new TokenCall.Allowance(alice.account(), bob.account())));
    }
}
