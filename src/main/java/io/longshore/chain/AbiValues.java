package io.longshore.chain;

import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import com.esaulpaugh.headlong.abi.ABIType;
import com.esaulpaugh.headlong.abi.Address;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.Hash;

/// Decoded ABI values, read as the words of the model; and the way back.
/// A value outside its word's range throws `IllegalArgumentException`, like everything else that is malformed.
final class AbiValues {
    private final Tuple tuple;

    AbiValues(Tuple tuple) {
        this.tuple = tuple;
    }

    /// Values of the model as a tuple of `types`, for encoding.
    static Tuple tuple(TupleType<Tuple> types, Object... values) {
        var encodable = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            encodable[i] = values[i] instanceof List<?> list ? array(types.get(i), list) : encodable(values[i]);
        }
        return Tuple.from(encodable);
    }

    /// Values of the model as one row of an array of tuples, for encoding.
    static Tuple row(Object... values) {
        return Tuple.from(Arrays.stream(values).map(AbiValues::encodable).toArray());
    }

    private static Object array(ABIType<?> type, List<?> list) {
        var elements = list.stream().map(AbiValues::encodable).toArray();
        var array = Array.newInstance(type.clazz().getComponentType(), elements.length);
        System.arraycopy(elements, 0, array, 0, elements.length);
        return array;
    }

    private static Object encodable(Object value) {
        return switch (value) {
            case Account account ->
                Address.wrap(Address.toChecksumAddress(new BigInteger(1, account.bytes().toArray())));
            case Hash hash -> hash.bytes().toArray();
            case Bytes bytes -> bytes.toArray();
            case Amount amount -> amount.atto();
            case BucketId bucket -> BigInteger.valueOf(bucket.value());
            case Long unsigned -> new BigInteger(Long.toUnsignedString(unsigned));
            case BigInteger _,Integer _,String _,Boolean _,Tuple _ -> value;
            default -> throw new IllegalArgumentException("no ABI value: " + value.getClass());
        };
    }

    Account account(int index) {
        return account(tuple.<Address>get(index));
    }

    private static Account account(Address address) {
        return new Account(unsigned(address.value(), Account.SIZE));
    }

    private static Bytes unsigned(BigInteger value, int size) {
        return Bytes.of(HexFormat.of().parseHex("%0".concat(2 * size + "x").formatted(value)));
    }

    List<Account> accounts(int index) {
        return Arrays.stream(tuple.<Address[]>get(index)).map(AbiValues::account).toList();
    }

    Hash hash(int index) {
        return Hash.of(tuple.<byte[]>get(index));
    }

    Bytes bytes(int index) {
        return Bytes.of(tuple.<byte[]>get(index));
    }

    List<Bytes> byteStrings(int index) {
        return Arrays.stream(tuple.<byte[][]>get(index)).map(Bytes::of).toList();
    }

    Amount amount(int index) {
        return new Amount(integer(index));
    }

    BigInteger integer(int index) {
        return tuple.get(index);
    }

    /// A uint64, to be read as unsigned.
    long unsigned(int index) {
        return integer(index).longValue();
    }

    BucketId bucket(int index) {
        return new BucketId(integer(index).longValueExact());
    }

    /// A uint8.
    int small(int index) {
        return tuple.<Integer>get(index);
    }

    boolean truth(int index) {
        return tuple.<Boolean>get(index);
    }

    String text(int index) {
        return tuple.get(index);
    }

    List<AbiValues> tuples(int index) {
        return Arrays.stream(tuple.<Tuple[]>get(index)).map(AbiValues::new).toList();
    }
}
