package dev.coop.transport.admission;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the kernel (sock_diag(7)) by one exact question for each socket, through one netlink socket that is opened for the
 * first question. About 4 µs; reading {@code /proc/net/tcp} for the same answer takes a thousand times as long.
 *
 * <p>Whatever goes wrong is an empty answer: a socket whose owner can't be told is a stranger's.
 */
final class SockDiag implements SocketOwners, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SockDiag.class);

    /** Answers to earlier questions that were not fetched, passed over until ours comes. There should be none. */
    private static final int MAX_STALE_ANSWERS = 8;

    private final ReentrantLock turn = new ReentrantLock();
    private final ByteBuffer question = DiagMessage.buffer(DiagMessage.QUESTION_BYTES);
    private final ByteBuffer answer = DiagMessage.buffer(DiagMessage.MAX_ANSWER_BYTES);
    private @Nullable NetlinkSocket socket;
    private int number;
    private boolean failing;
    private boolean closed;

    @Override
    public Optional<SocketOwner> ownerOf(InetSocketAddress own, InetSocketAddress connectedTo) {
        turn.lock();
        try {
            if (closed) {
                return Optional.empty();
            }
            Optional<SocketOwner> owner = ask(own, connectedTo);
            failing = false;
            return owner;
        } catch (IOException | RuntimeException | LinkageError failure) {
            // Linkage: where native access is not enabled. Said once, or a flood of connections would flood the log.
            if (!failing) {
                LOG.warn(
                        "The kernel can't be asked whose a TCP connection is, so none is let in without a token",
                        failure);
            }
            failing = true;
            giveUpSocket();
            return Optional.empty();
        } finally {
            turn.unlock();
        }
    }

    private Optional<SocketOwner> ask(InetSocketAddress own, InetSocketAddress connectedTo) throws IOException {
        if (socket == null) {
            socket = NetlinkSocket.open();
        }
        number++;
        DiagMessage.writeQuestion(question, number, own, connectedTo);
        socket.send(question);
        for (int i = 0; i < MAX_STALE_ANSWERS; i++) {
            int length = socket.receive(answer);
            if (DiagMessage.isAnswerTo(number, answer, length)) {
                return DiagMessage.owner(answer, length, own, connectedTo);
            }
        }
        throw new IOException("the kernel answers other questions than ours");
    }

    private void giveUpSocket() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
            giveUpSocket();
        } finally {
            turn.unlock();
        }
    }
}
