package io.longshore.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

class RootCodecTest {
    static boolean isRoot(byte[] object) {
        return new String(object, 0, 4, US_ASCII).equals("LSH1");
    }
}
