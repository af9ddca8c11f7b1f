package io.warbler.gateway.balancer;

import java.math.BigInteger;
import java.net.InetAddress;

/// Addresses that begin with the same bits: `10.0.0.5`, `10.0.0.0/24`, `2001:db8::/48`.
///
/// @param bits  the address as a number
/// @param bytes 4 or 16, of an address
/// @param rest  how many bits at the end may be any
record AddressRange(BigInteger bits, int bytes, int rest) {

    /// Never asks for a name, and takes no range that holds every address.
    ///
    /// @throws IllegalArgumentException it is neither an address nor a range
    static AddressRange parse(String key, String text) {
        int slash = text.indexOf('/');
        try {
            byte[] address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                    .getAddress();
            int length = Byte.SIZE * address.length;
            int fixed = slash < 0 ? length : Integer.parseInt(text.substring(slash + 1));
            if (fixed < 1 || fixed > length) {
                throw new IllegalArgumentException("prefix: " + fixed + " (expected: 1 to " + length + ")");
            }
            var range = new AddressRange(new BigInteger(1, address), address.length, length - fixed);
            if (range.bits.getLowestSetBit() >= 0 && range.bits.getLowestSetBit() < range.rest) {
                throw new IllegalArgumentException("bits behind the prefix (expected: zero)");
            }
            return range;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    key + ": '" + text + "' (expected: an address, or the first of a range and its prefix of at least"
                            + " 1, such as 10.0.0.0/24)",
                    e);
        }
    }

    boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        return other.length == bytes
                && new BigInteger(1, other).shiftRight(rest).equals(bits.shiftRight(rest));
    }
}
