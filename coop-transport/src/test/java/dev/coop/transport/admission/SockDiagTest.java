package dev.coop.transport.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the real kernel and a real second user. */
@Timeout(60)
class SockDiagTest {
    private final SockDiag kernel = new SockDiag();

    @AfterEach
    void close() {
        kernel.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.8.7", "::1"})
    void theOwnerOfAConnectionIsKnownOnBothFamilies(String address) throws Exception {
        try (TcpPair tcp = TcpPair.listenOn(address);
                SocketChannel client = tcp.connect();
                SocketChannel accepted = tcp.accept()) {
            SocketOwner owner = ownerOfPeer(accepted).orElseThrow();

            assertThat(owner.uid()).isEqualTo(OwnUser.uid().orElseThrow());
            assertThat(inodesOfThisProcess()).contains(owner.inode());
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void anIpv4ClientOfAnIpv6ListenerIsKnownToo() throws Exception {
        try (ServerSocketChannel listener =
                        ServerSocketChannel.open(StandardProtocolFamily.INET6).bind(new InetSocketAddress("::", 0));
                SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET)) {
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            client.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            try (SocketChannel accepted = listener.accept()) {
                assertThat(ownerOfPeer(accepted)).isPresent();
            }
        }
    }

    @Test
    void theConnectionOfAnotherUserIsHis() throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                OtherUser other = OtherUser.run(connect(tcp) + "; read");
                SocketChannel accepted = tcp.accept()) {
            assertThat(ownerOfPeer(accepted)).map(SocketOwner::uid).contains(OtherUser.UID);
            other.goOn();
        }
    }

    /** The kernel shows a closed socket with user 0: as root that would be ourselves. */
    @Test
    void aConnectionThatSendsAndClosesIsNobodysHoweverLateItIsLookedUp() throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                OtherUser other =
                        OtherUser.run(connect(tcp) + "; printf 'POST / HTTP/1.1\\r\\n\\r\\n' >&3; exec 3>&-");
                SocketChannel accepted = tcp.accept()) {
            other.awaitEnd();
            // Waits for the FIN: what was sent, then the end.
            ByteBuffer received = ByteBuffer.allocate(100);
            while (accepted.read(received) >= 0) {}

            assertThat(received.position()).isPositive();
            assertThat(ownerOfPeer(accepted)).isEmpty();
        }
    }

    @Test
    void aConnectionThatIsClosedByUsIsNobodysEither() throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                SocketChannel accepted = connectAndAccept(tcp)) {
            assertThat(ownerOfPeer(accepted)).isEmpty();
        }
    }

    @Test
    void aHalfClosedConnectionStillHasItsOwner() throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                SocketChannel client = tcp.connect();
                SocketChannel accepted = tcp.accept()) {
            client.shutdownOutput();
            assertThat(accepted.read(ByteBuffer.allocate(1))).isEqualTo(-1);

            assertThat(ownerOfPeer(accepted))
                    .map(SocketOwner::uid)
                    .contains(OwnUser.uid().orElseThrow());
        }
    }

    /** Where no connection has the addresses, the kernel answers with the listener of that port. */
    @Test
    void whoeverListensOnThePortIsNotTheOwnerOfAConnection() throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1")) {
            InetSocketAddress nobody = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1);

            assertThat(kernel.ownerOf(tcp.address(), nobody)).isEmpty();
        }
    }

    @Test
    void manyThreadsAskThroughOneSocket() throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                SocketChannel client = tcp.connect();
                SocketChannel accepted = tcp.accept();
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            SocketOwner expected = ownerOfPeer(accepted).orElseThrow();
            int before = descriptors().size();
            Callable<Boolean> asksOften = () -> {
                for (int i = 0; i < 2_000; i++) {
                    if (!ownerOfPeer(accepted).equals(Optional.of(expected))) {
                        return false;
                    }
                }
                return true;
            };
            for (Future<Boolean> agreed : threads.invokeAll(List.of(asksOften, asksOften, asksOften, asksOften))) {
                assertThat(agreed.get()).isTrue();
            }
            assertThat(descriptors()).hasSizeLessThanOrEqualTo(before);
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void onceClosedNobodyIsKnownAndNothingStaysOpen() throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                SocketChannel client = tcp.connect();
                SocketChannel accepted = tcp.accept()) {
            int before = descriptors().size();
            assertThat(ownerOfPeer(accepted)).isPresent();
            assertThat(descriptors()).hasSize(before + 1);

            kernel.close();

            assertThat(descriptors()).hasSize(before);
            assertThat(ownerOfPeer(accepted)).isEmpty();
            assertThat(client.isConnected()).isTrue();
        }
    }

    private Optional<SocketOwner> ownerOfPeer(SocketChannel accepted) {
        Peer.LoopbackTcp peer = TcpPair.peerOf(accepted);
        return kernel.ownerOf(peer.remote(), peer.local());
    }

    private static SocketChannel connectAndAccept(TcpPair tcp) throws Exception {
        tcp.connect().close();
        return tcp.accept();
    }

    private static String connect(TcpPair tcp) throws Exception {
        return "exec 3<>/dev/tcp/127.0.0.1/" + tcp.port();
    }

    private static List<Path> descriptors() throws Exception {
        try (var all = Files.list(Path.of("/proc/self/fd"))) {
            return all.toList();
        }
    }

    private static List<Long> inodesOfThisProcess() throws Exception {
        List<Long> inodes = new ArrayList<>();
        for (Path descriptor : descriptors()) {
            if (Files.isSymbolicLink(descriptor)) {
                String target = Files.readSymbolicLink(descriptor).toString();
                if (target.startsWith("socket:[")) {
                    inodes.add(Long.parseLong(target.substring(8, target.length() - 1)));
                }
            }
        }
        return inodes;
    }
}
