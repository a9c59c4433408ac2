package dev.coop.transport.admission;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The question for one TCP socket and its answer, byte for byte: {@code nlmsghdr} of netlink(7), then
 * {@code inet_diag_req_v2} and {@code inet_diag_msg} of sock_diag(7). Numbers in the machine's order, except ports.
 *
 * <p>Buffers and no memory segments: the handles behind those cost milliseconds at the first connection.
 */
final class DiagMessage {
    static final int QUESTION_BYTES = 16 + 56;

    /** An answer without extensions has 88 bytes; more is room for what later kernels append. */
    static final int MAX_ANSWER_BYTES = 1024;

    private static final int MIN_ANSWER_BYTES = 16 + 72;

    // nlmsghdr
    private static final int TYPE = 4;
    private static final int SEQUENCE = 8;
    private static final int HEADER_BYTES = 16;
    private static final short SOCK_DIAG_BY_FAMILY = 20;
    private static final short NLM_F_REQUEST = 1;
    private static final int KERNEL = 0;

    // inet_diag_req_v2
    private static final byte AF_INET = 2;
    private static final byte AF_INET6 = 10;
    private static final byte IPPROTO_TCP = 6;
    private static final byte NO_EXTENSIONS = 0;
    private static final byte PADDING = 0;
    private static final int ANY_STATE = -1;
    private static final int ANY_INTERFACE = 0;
    private static final long NO_COOKIE = -1;

    // inet_diag_msg
    private static final int FAMILY = HEADER_BYTES;
    private static final int STATE = HEADER_BYTES + 1;
    private static final int OWN_PORT = HEADER_BYTES + 4;
    private static final int OTHER_PORT = HEADER_BYTES + 6;
    private static final int OWN_ADDRESS = HEADER_BYTES + 8;
    private static final int OTHER_ADDRESS = HEADER_BYTES + 24;
    private static final int UID = HEADER_BYTES + 64;
    private static final int INODE = HEADER_BYTES + 68;

    // linux/tcp_states.h
    private static final byte ESTABLISHED = 1;
    private static final byte FIN_WAIT1 = 4;
    private static final byte FIN_WAIT2 = 5;

    private DiagMessage() {}

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** Fills a buffer of {@link #QUESTION_BYTES}. */
    static void writeQuestion(ByteBuffer into, int number, InetSocketAddress own, InetSocketAddress connectedTo) {
        boolean v4 = own.getAddress().getAddress().length == Addresses.V4_BYTES;
        into.clear();
        into.putInt(QUESTION_BYTES)
                .putShort(SOCK_DIAG_BY_FAMILY)
                .putShort(NLM_F_REQUEST)
                .putInt(number)
                .putInt(KERNEL);
        into.put(v4 ? AF_INET : AF_INET6)
                .put(IPPROTO_TCP)
                .put(NO_EXTENSIONS)
                .put(PADDING)
                .putInt(ANY_STATE);
        into.order(ByteOrder.BIG_ENDIAN)
                .putShort((short) own.getPort())
                .putShort((short) connectedTo.getPort())
                .order(ByteOrder.nativeOrder());
        putAddress(into, own.getAddress());
        putAddress(into, connectedTo.getAddress());
        into.putInt(ANY_INTERFACE).putLong(NO_COOKIE).flip();
    }

    static boolean isAnswerTo(int number, ByteBuffer answer, int length) {
        return length >= HEADER_BYTES && answer.getInt(SEQUENCE) == number;
    }

    /**
     * The owner, if the answer is about exactly this socket and a process still holds it.
     *
     * <p>A socket that its process has closed is shown with user 0 until the last byte is through: taken at its word, it
     * would be root's. And where no connection has these addresses, the kernel answers with whoever listens there.
     */
    static Optional<SocketOwner> owner(
            ByteBuffer answer, int length, InetSocketAddress own, InetSocketAddress connectedTo) {
        if (length < MIN_ANSWER_BYTES || answer.getShort(TYPE) != SOCK_DIAG_BY_FAMILY) {
            return Optional.empty();
        }
        byte state = answer.get(STATE);
        boolean held = state == ESTABLISHED || state == FIN_WAIT1 || state == FIN_WAIT2;
        long inode = Integer.toUnsignedLong(answer.getInt(INODE));
        return held && inode != 0 && isAbout(answer, own, connectedTo)
                ? Optional.of(new SocketOwner(answer.getInt(UID), inode))
                : Optional.empty();
    }

    private static boolean isAbout(ByteBuffer answer, InetSocketAddress own, InetSocketAddress connectedTo) {
        return port(answer, OWN_PORT) == own.getPort()
                && port(answer, OTHER_PORT) == connectedTo.getPort()
                && address(answer, OWN_ADDRESS).equals(own.getAddress())
                && address(answer, OTHER_ADDRESS).equals(connectedTo.getAddress());
    }

    private static void putAddress(ByteBuffer into, InetAddress address) {
        byte[] bytes = address.getAddress();
        into.put(bytes).put(new byte[Addresses.V6_BYTES - bytes.length]);
    }

    private static int port(ByteBuffer answer, int at) {
        return Byte.toUnsignedInt(answer.get(at)) << Byte.SIZE | Byte.toUnsignedInt(answer.get(at + 1));
    }

    private static InetAddress address(ByteBuffer answer, int at) {
        byte[] bytes = new byte[answer.get(FAMILY) == AF_INET ? Addresses.V4_BYTES : Addresses.V6_BYTES];
        answer.get(at, bytes);
        return Addresses.of(bytes);
    }
}
