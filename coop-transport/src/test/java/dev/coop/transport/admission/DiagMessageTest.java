package dev.coop.transport.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as the kernel gives them, and as it should never give them. */
class DiagMessageTest {
    private static final int LENGTH = 88;
    private static final InetSocketAddress OWN = address("127.0.0.1", 40000);
    private static final InetSocketAddress OTHER = address("127.0.0.1", 8080);

    @ParameterizedTest
    @ValueSource(bytes = {1, 4, 5})
    void whatIsConnectedOrClosingAndHeldHasAnOwner(byte state) {
        assertThat(owner(answer(state, 1000, 77))).contains(new SocketOwner(1000, 77));
    }

    /** SYN_SENT, SYN_RECV, TIME_WAIT, CLOSE, CLOSE_WAIT, LAST_ACK, LISTEN, CLOSING, NEW_SYN_RECV, and none. */
    @ParameterizedTest
    @ValueSource(bytes = {0, 2, 3, 6, 7, 8, 9, 10, 11, 12, -1})
    void anyOtherStateHasNone(byte state) {
        assertThat(owner(answer(state, 1000, 77))).isEmpty();
    }

    /** The trap: closed by its process it is shown as root's. */
    @Test
    void whatNobodyHoldsHasNone() {
        assertThat(owner(answer((byte) 1, 0, 0))).isEmpty();
        assertThat(owner(answer((byte) 4, 0, 0))).isEmpty();
        assertThat(owner(answer((byte) 5, 1000, 0))).isEmpty();
    }

    @Test
    void anAnswerAboutAnotherSocketIsNone() {
        assertThat(DiagMessage.owner(answer((byte) 1, 1000, 77), LENGTH, OTHER, OWN))
                .isEmpty();
        assertThat(DiagMessage.owner(answer((byte) 1, 1000, 77), LENGTH, address("127.0.0.2", 40000), OTHER))
                .isEmpty();
        assertThat(DiagMessage.owner(answer((byte) 1, 1000, 77), LENGTH, OWN, address("127.0.0.1", 8081)))
                .isEmpty();
    }

    @Test
    void anErrorOrATooShortAnswerIsNone() {
        ByteBuffer error = answer((byte) 1, 1000, 77);
        error.putShort(4, (short) 2);
        assertThat(owner(error)).isEmpty();

        for (int length = 0; length < LENGTH; length++) {
            assertThat(DiagMessage.owner(answer((byte) 1, 1000, 77), length, OWN, OTHER))
                    .isEmpty();
        }
        assertThat(DiagMessage.isAnswerTo(7, answer((byte) 1, 1000, 77), 15)).isFalse();
        assertThat(DiagMessage.isAnswerTo(7, answer((byte) 1, 1000, 77), 16)).isTrue();
        assertThat(DiagMessage.isAnswerTo(8, answer((byte) 1, 1000, 77), LENGTH))
                .isFalse();
    }

    @Test
    void largeNumbersOfUsersAndInodesAreRead() {
        assertThat(owner(answer((byte) 1, -2, -1))).contains(new SocketOwner(-2, 0xffff_ffffL));
    }

    @Test
    void noBytesMakeAnOwnerOfAnotherConnection() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[DiagMessage.MAX_ANSWER_BYTES];
            random.nextBytes(bytes);

            assertThat(DiagMessage.owner(ByteBuffer.wrap(bytes), random.nextInt(bytes.length), OWN, OTHER))
                    .isEmpty();
        }
    }

    private static Optional<SocketOwner> owner(ByteBuffer answer) {
        return DiagMessage.owner(answer, LENGTH, OWN, OTHER);
    }

    private static ByteBuffer answer(byte state, int uid, int inode) {
        ByteBuffer bytes = ByteBuffer.allocate(DiagMessage.MAX_ANSWER_BYTES).order(ByteOrder.nativeOrder());
        bytes.putInt(LENGTH).putShort((short) 20).putShort((short) 0).putInt(7).putInt(0);
        bytes.put((byte) 2).put(state).put((byte) 0).put((byte) 0);
        bytes.order(ByteOrder.BIG_ENDIAN)
                .putShort((short) OWN.getPort())
                .putShort((short) OTHER.getPort())
                .order(ByteOrder.nativeOrder());
        bytes.put(24, OWN.getAddress().getAddress()).put(40, OTHER.getAddress().getAddress());
        bytes.putInt(80, uid).putInt(84, inode);
        return bytes;
    }

    private static InetSocketAddress address(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }
}
