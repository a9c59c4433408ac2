package dev.coop.transport.admission;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The question for one TCP socket and its answer, byte for byte: {@code nlmsghdr} of netlink(7), then
 * {@code inet_diag_req_v2} and {@code inet_diag_msg} of sock_diag(7). Numbers in the machine's order, except ports.
 */
final class DiagMessage {
    static final long QUESTION_BYTES = 16 + 56;

    /** An answer without extensions has 88 bytes; more is room for what later kernels append. */
    static final long MAX_ANSWER_BYTES = 1024;

    private static final long MIN_ANSWER_BYTES = 16 + 72;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfShort PORT = SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    // nlmsghdr
    private static final long LENGTH = 0;
    private static final long TYPE = 4;
    private static final long FLAGS = 6;
    private static final long SEQUENCE = 8;
    private static final long HEADER_BYTES = 16;
    private static final short SOCK_DIAG_BY_FAMILY = 20;
    private static final short NLM_F_REQUEST = 1;

    // inet_diag_req_v2
    private static final long FAMILY = HEADER_BYTES;
    private static final long PROTOCOL = HEADER_BYTES + 1;
    private static final long STATES = HEADER_BYTES + 4;
    private static final long QUESTION_ID = HEADER_BYTES + 8;
    private static final byte AF_INET = 2;
    private static final byte AF_INET6 = 10;
    private static final byte IPPROTO_TCP = 6;

    // inet_diag_sockid, in both
    private static final long OWN_PORT = 0;
    private static final long OTHER_PORT = 2;
    private static final long OWN_ADDRESS = 4;
    private static final long OTHER_ADDRESS = 20;
    private static final long COOKIE = 40;
    private static final long NO_COOKIE = -1;

    // inet_diag_msg
    private static final long STATE = HEADER_BYTES + 1;
    private static final long ANSWER_ID = HEADER_BYTES + 4;
    private static final long UID = HEADER_BYTES + 64;
    private static final long INODE = HEADER_BYTES + 68;

    // linux/tcp_states.h
    private static final byte ESTABLISHED = 1;
    private static final byte FIN_WAIT1 = 4;
    private static final byte FIN_WAIT2 = 5;

    private DiagMessage() {}

    static void writeQuestion(MemorySegment into, int number, InetSocketAddress own, InetSocketAddress connectedTo) {
        boolean v4 = own.getAddress().getAddress().length == Addresses.V4_BYTES;
        into.fill((byte) 0);
        into.set(INT, LENGTH, (int) QUESTION_BYTES);
        into.set(SHORT, TYPE, SOCK_DIAG_BY_FAMILY);
        into.set(SHORT, FLAGS, NLM_F_REQUEST);
        into.set(INT, SEQUENCE, number);
        into.set(JAVA_BYTE, FAMILY, v4 ? AF_INET : AF_INET6);
        into.set(JAVA_BYTE, PROTOCOL, IPPROTO_TCP);
        into.set(INT, STATES, -1);
        MemorySegment id = into.asSlice(QUESTION_ID);
        id.set(PORT, OWN_PORT, (short) own.getPort());
        id.set(PORT, OTHER_PORT, (short) connectedTo.getPort());
        write(own.getAddress(), id.asSlice(OWN_ADDRESS));
        write(connectedTo.getAddress(), id.asSlice(OTHER_ADDRESS));
        id.set(ValueLayout.JAVA_LONG_UNALIGNED, COOKIE, NO_COOKIE);
    }

    static boolean isAnswerTo(int number, MemorySegment answer, long length) {
        return length >= HEADER_BYTES && answer.get(INT, SEQUENCE) == number;
    }

    /**
     * The owner, if the answer is about exactly this socket and a process still holds it.
     *
     * <p>A socket that its process has closed is shown with user 0 until the last byte is through: taken at its word, it
     * would be root's. And where no connection has these addresses, the kernel answers with whoever listens there.
     */
    static Optional<SocketOwner> owner(
            MemorySegment answer, long length, InetSocketAddress own, InetSocketAddress connectedTo) {
        if (length < MIN_ANSWER_BYTES || answer.get(SHORT, TYPE) != SOCK_DIAG_BY_FAMILY) {
            return Optional.empty();
        }
        byte state = answer.get(JAVA_BYTE, STATE);
        boolean held = state == ESTABLISHED || state == FIN_WAIT1 || state == FIN_WAIT2;
        long inode = Integer.toUnsignedLong(answer.get(INT, INODE));
        if (!held || inode == 0 || !isAbout(answer, own, connectedTo)) {
            return Optional.empty();
        }
        return Optional.of(new SocketOwner(answer.get(INT, UID), inode));
    }

    private static boolean isAbout(MemorySegment answer, InetSocketAddress own, InetSocketAddress connectedTo) {
        boolean v4 = answer.get(JAVA_BYTE, FAMILY) == AF_INET;
        MemorySegment id = answer.asSlice(ANSWER_ID);
        return Short.toUnsignedInt(id.get(PORT, OWN_PORT)) == own.getPort()
                && Short.toUnsignedInt(id.get(PORT, OTHER_PORT)) == connectedTo.getPort()
                && read(id.asSlice(OWN_ADDRESS), v4).equals(own.getAddress())
                && read(id.asSlice(OTHER_ADDRESS), v4).equals(connectedTo.getAddress());
    }

    private static void write(InetAddress address, MemorySegment into) {
        MemorySegment.copy(MemorySegment.ofArray(address.getAddress()), 0, into, 0, address.getAddress().length);
    }

    private static InetAddress read(MemorySegment from, boolean v4) {
        return Addresses.of(
                from.asSlice(0, v4 ? Addresses.V4_BYTES : Addresses.V6_BYTES).toArray(JAVA_BYTE));
    }
}
