package dev.coop.cli.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The other end of connections: does what a test tells it, byte for byte. Blocking; a test that waits in vain is ended by
 * its own timeout.
 */
public final class Peer implements AutoCloseable {
    private final ServerSocketChannel listener;
    private final Endpoint endpoint;
    private final List<Talk> talks = new ArrayList<>();

    private Peer(ServerSocketChannel listener, Endpoint endpoint) {
        this.listener = listener;
        this.endpoint = endpoint;
    }

    /** Listens on a Unix socket. */
    public static Peer on(Path socket) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        return new Peer(listener, Endpoint.of(socket));
    }

    /** Listens on a port that was free. */
    public static Peer onTcp() throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        return new Peer(listener, new Endpoint(new Address.Tcp("127.0.0.1", port), ""));
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** The next connection. */
    public Talk accept() throws IOException {
        Talk talk = new Talk(listener.accept());
        talks.add(talk);
        return talk;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Talk talk : talks) {
            talk.close();
        }
    }

    /** One connection. */
    public static final class Talk implements AutoCloseable {
        private final SocketChannel channel;

        private Talk(SocketChannel channel) {
            this.channel = channel;
        }

        /** Reads so many bytes, or what there was before the end. */
        public byte[] read(int count) throws IOException {
            return Channels.newInputStream(channel).readNBytes(count);
        }

        /** Reads a request without its body: the lines up to the empty one. */
        public List<String> head() throws IOException {
            List<String> lines = new ArrayList<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                lines.add(line);
            }
            return lines;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (byte[] next = read(1); next.length == 1 && next[0] != '\n'; next = read(1)) {
                line.append((char) next[0]);
            }
            return line.toString().strip();
        }

        /** Whether the client hung up. */
        public boolean isAtEnd() throws IOException {
            return read(1).length == 0;
        }

        public Talk send(String text) throws IOException {
            return send(text.getBytes(StandardCharsets.UTF_8));
        }

        public Talk send(byte... bytes) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            return this;
        }

        /** Answers a request with a body of JSON, and hangs up. */
        public void answer(int status, String json) throws IOException {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            send("HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                    + "\r\n\r\n");
            send(body);
            close();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
