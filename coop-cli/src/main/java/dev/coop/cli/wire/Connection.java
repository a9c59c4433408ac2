package dev.coop.cli.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to and from a host, each step with a deadline.
 *
 * <p>One thread may read while others write. Closing it ends what they wait for.
 */
final class Connection implements AutoCloseable {
    /** Bytes; what a socket holds by default is about that. */
    private static final int BUFFER = 64 << 10;

    private final Address address;
    private final SocketChannel channel;
    private final Selector readable;
    private final Selector writable;
    private final ByteBuffer input = ByteBuffer.allocate(BUFFER).flip();

    private Connection(Address address, SocketChannel channel) throws IOException {
        this.address = address;
        this.channel = channel;
        readable = Selector.open();
        writable = Selector.open();
        channel.register(readable, SelectionKey.OP_READ);
        channel.register(writable, SelectionKey.OP_WRITE);
    }

    static Connection open(Address address, Deadline deadline) throws IOException {
        WireException failure = new WireException("nowhere to connect to: " + address);
        for (SocketAddress candidate : address.candidates()) {
            try {
                return connect(address, candidate, deadline);
            } catch (WireException next) {
                failure = next;
            }
        }
        throw failure;
    }

    private static Connection connect(Address address, SocketAddress candidate, Deadline deadline)
            throws WireException {
        SocketChannel channel = null;
        try {
            channel = candidate instanceof UnixDomainSocketAddress
                    ? SocketChannel.open(StandardProtocolFamily.UNIX)
                    : SocketChannel.open();
            channel.configureBlocking(false);
            if (!channel.connect(candidate)) {
                finish(channel, address, deadline);
            }
            return new Connection(address, channel);
        } catch (WireException known) {
            close(channel);
            throw known;
        } catch (ConnectException nobody) {
            close(channel);
            throw new NothingListensException(address, nobody);
        } catch (IOException failure) {
            close(channel);
            throw explained(address, failure);
        }
    }

    private static void finish(SocketChannel channel, Address address, Deadline deadline) throws IOException {
        try (Selector connectable = Selector.open()) {
            channel.register(connectable, SelectionKey.OP_CONNECT);
            while (!channel.finishConnect()) {
                if (deadline.passed()) {
                    throw new WireException("no answer from " + address + " in time");
                }
                connectable.select(Math.max(1, deadline.millisLeft()));
            }
        }
    }

    /** What the kernel says of a Unix socket comes as a bare errno text. */
    private static WireException explained(Address address, IOException failure) {
        String reason = String.valueOf(failure.getMessage());
        return switch (reason) {
            case "No such file or directory", "Connection refused" -> new NothingListensException(address, failure);
            case "Permission denied" ->
                new WireException("the socket " + address + " belongs to another user", failure);
            default -> new WireException("cannot connect to " + address + ": " + reason, failure);
        };
    }

    Address address() {
        return address;
    }

    void write(ByteBuffer bytes, Deadline deadline) throws WireException {
        try {
            while (bytes.hasRemaining()) {
                if (channel.write(bytes) == 0) {
                    await(writable, deadline);
                }
            }
        } catch (WireException known) {
            throw known;
        } catch (IOException | ClosedSelectorException gone) {
            throw lost(gone);
        }
    }

    /** The next byte, or -1 at the end. */
    int read(Deadline deadline) throws WireException {
        return fill(deadline) ? input.get() & 0xff : -1;
    }

    /** As many bytes as are there, at least one and at most {@code length}; -1 at the end. */
    int read(byte[] target, int from, int length, Deadline deadline) throws WireException {
        if (!fill(deadline)) {
            return -1;
        }
        int count = Math.min(length, input.remaining());
        input.get(target, from, count);
        return count;
    }

    void readFully(byte[] target, Deadline deadline) throws WireException {
        for (int at = 0; at < target.length; ) {
            int count = read(target, at, target.length - at, deadline);
            if (count < 0) {
                throw cutOff();
            }
            at += count;
        }
    }

    /** A line without its end, of at most so many bytes. */
    String readLine(int atMost, Deadline deadline) throws WireException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        while (true) {
            int b = read(deadline);
            if (b < 0) {
                throw cutOff();
            }
            if (b == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            if (line.size() == atMost) {
                throw new WireException(address + " sent a line of more than " + atMost + " bytes; it is no coop host");
            }
            line.write(b);
        }
    }

    /** Whether there is something to read, also the end; waits for it until the deadline. */
    boolean awaitInput(Deadline deadline) throws WireException {
        if (input.hasRemaining()) {
            return true;
        }
        try {
            readable.selectedKeys().clear();
            long millis = deadline.millisLeft();
            int ready = millis == 0 ? readable.selectNow() : readable.select(millis);
            if (!channel.isOpen()) {
                throw new ClosedSelectorException();
            }
            return ready > 0;
        } catch (IOException | ClosedSelectorException gone) {
            throw lost(gone);
        }
    }

    private boolean fill(Deadline deadline) throws WireException {
        if (input.hasRemaining()) {
            return true;
        }
        try {
            while (true) {
                int count;
                input.clear();
                try {
                    count = channel.read(input);
                } finally {
                    input.flip();
                }
                if (count != 0) {
                    return count > 0;
                }
                await(readable, deadline);
            }
        } catch (WireException known) {
            throw known;
        } catch (IOException | ClosedSelectorException gone) {
            throw lost(gone);
        }
    }

    private void await(Selector selector, Deadline deadline) throws IOException {
        if (deadline.passed()) {
            throw new WireException("no answer from " + address + " in time");
        }
        selector.selectedKeys().clear();
        selector.select(Math.max(1, deadline.millisLeft()));
    }

    private WireException lost(Exception cause) {
        return new WireException("the connection to " + address + " was lost", cause);
    }

    WireException cutOff() {
        return new WireException("the host at " + address + " closed the connection before it had answered");
    }

    @Override
    public void close() {
        close(channel);
        close(readable);
        close(writable);
    }

    private static void close(@Nullable AutoCloseable closeable) {
        if (closeable != null) {
            try {
                closeable.close();
            } catch (Exception closedAnyway) {
                return;
            }
        }
    }
}
