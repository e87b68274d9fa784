package io.longshore.localnet;

import java.math.BigInteger;

import io.longshore.chain.Revert;
import io.longshore.chain.TokenCall;
import io.longshore.chain.TokenEvent;
import io.longshore.chain.TokenRefusal;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;

/// The payment token, as `src/main/solidity/Token.sol`.
final class TokenState implements NativeContract {
    private static final Amount UNLIMITED = new Amount(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
    private static final Account ZERO = Account.of(new byte[Account.SIZE]);
    /// Solidity's panic code of an arithmetic overflow.
    private static final BigInteger OVERFLOW = BigInteger.valueOf(0x11);

    private record Drawing(Account owner, Account spender) {}

    private final Account self;
    private final Account minter;
    private final Table<Account, Amount> balances = new Table<>();
    private final Table<Drawing, Amount> allowances = new Table<>();
    /// Under the token's own account.
    private final Table<Account, Amount> supply = new Table<>();

    /// At the account `self`; `minter` alone mints.
    TokenState(Account self, Account minter) {
        this.self = self;
        this.minter = minter;
    }

    @Override
    public Bytes call(CallFrame frame, Bytes calldata) throws Halt {
        TokenCall call = TokenCall.decode(calldata).orElseThrow(() -> new Halt.Reverted(Bytes.of()));
        return switch (call) {
            case TokenCall.Name name -> name.encode("Longshore Play Token");
            case TokenCall.Symbol symbol -> symbol.encode("PLAY");
            case TokenCall.Decimals decimals -> decimals.encode(18);
            case TokenCall.Minter asked -> asked.encode(minter);
            case TokenCall.TotalSupply asked -> asked.encode(of(frame, supply, self));
            case TokenCall.BalanceOf asked -> asked.encode(of(frame, balances, asked.account()));
            case TokenCall.Allowance(Account owner, Account spender) -> new TokenCall.Allowance(owner, spender)
                    .encode(of(frame, allowances, new Drawing(owner, spender)));
            case TokenCall.Mint(Account to, Amount amount) -> mint(frame, to, amount);
            case TokenCall.Approve approve -> {
                approve(frame, approve.spender(), approve.amount());
                yield approve.encode(true);
            }
            case TokenCall.Transfer transfer -> {
                move(frame, frame.sender(), transfer.to(), transfer.amount());
                yield transfer.encode(true);
            }
            case TokenCall.TransferFrom transfer -> {
                draw(frame, frame.sender(), transfer.from(), transfer.to(), transfer.amount());
                yield transfer.encode(true);
            }
        };
    }

    private static <K> Amount of(CallFrame frame, Table<K, Amount> table, K key) throws Halt {
        return frame.read(table, key).orElse(Amount.ZERO);
    }

    private Bytes mint(CallFrame frame, Account to, Amount amount) throws Halt {
        if (!frame.sender().equals(minter)) {
            throw new Halt.Reverted(new TokenRefusal.NotMinter(frame.sender()));
        }
        if (to.equals(ZERO)) {
            throw new Halt.Reverted(new TokenRefusal.InvalidReceiver(to));
        }
        BigInteger total = of(frame, supply, self).atto().add(amount.atto());
        if (total.compareTo(UNLIMITED.atto()) > 0) {
            throw new Halt.Reverted(new Revert.Panic(OVERFLOW));
        }
        frame.write(supply, self, new Amount(total));
        frame.write(balances, to, of(frame, balances, to).plus(amount));
        frame.emit(new TokenEvent.Transfer(ZERO, to, amount).log(self));
        return Bytes.of();
    }

    private void approve(CallFrame frame, Account spender, Amount amount) throws Halt {
        if (spender.equals(ZERO)) {
            throw new Halt.Reverted(new TokenRefusal.InvalidSpender(spender));
        }
        frame.write(allowances, new Drawing(frame.sender(), spender), amount);
        frame.emit(new TokenEvent.Approval(frame.sender(), spender, amount).log(self));
    }

    /// What `transferFrom` does when `spender` calls it.
    void draw(CallFrame frame, Account spender, Account from, Account to, Amount amount) throws Halt {
        Drawing drawing = new Drawing(from, spender);
        Amount allowed = of(frame, allowances, drawing);
        if (!allowed.equals(UNLIMITED)) {
            if (allowed.compareTo(amount) < 0) {
                throw new Halt.Reverted(new TokenRefusal.InsufficientAllowance(spender, allowed, amount));
            }
            frame.write(allowances, drawing, allowed.minus(amount));
        }
        move(frame, from, to, amount);
    }

    private void move(CallFrame frame, Account from, Account to, Amount amount) throws Halt {
        if (to.equals(ZERO)) {
            throw new Halt.Reverted(new TokenRefusal.InvalidReceiver(to));
        }
        Amount balance = of(frame, balances, from);
        if (balance.compareTo(amount) < 0) {
            throw new Halt.Reverted(new TokenRefusal.InsufficientBalance(from, balance, amount));
        }
        frame.write(balances, from, balance.minus(amount));
        frame.write(balances, to, of(frame, balances, to).plus(amount));
        frame.emit(new TokenEvent.Transfer(from, to, amount).log(self));
    }
}
