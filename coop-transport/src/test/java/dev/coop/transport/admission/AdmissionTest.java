package dev.coop.transport.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.api.Role;
import dev.coop.core.config.Secret;
import dev.coop.core.session.SessionMark;
import dev.coop.transport.admission.Denied.Why;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in on a real connection, asked of the real kernel. */
@Timeout(60)
class AdmissionTest {
    private static final Peer OURSELVES = new Peer.UnixSocket(
            OwnUser.uid().orElseThrow(), (int) ProcessHandle.current().pid());
    private static final SessionMark MARK = SessionMark.random();

    @TempDir
    private Path directory;

    private Admission admission = open(Tokens.none());

    @AfterEach
    void close() {
        admission.close();
    }

    @Test
    void theUserIsLetInOverTcpWithoutATokenAndTheAnswerIsThereAtOnce() throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                SocketChannel client = tcp.connect();
                SocketChannel accepted = tcp.accept()) {
            Visitor visitor = arrived(accepted);

            assertThat(visitor.admit(Credentials.none())).isCompleted();
            assertThat(admit(visitor, Credentials.none()))
                    .isEqualTo(new Caller(Optional.of(Role.ADMIN), new Caller.By.SameUser(), Optional.empty()));
            assertThat(client.isOpen()).isTrue();
        }
    }

    /** S2 */
    @Test
    void anotherUserIsNotLetInOverTcp() throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                OtherUser other = OtherUser.run(connect(tcp) + "; read");
                SocketChannel accepted = tcp.accept()) {
            assertThat(why(admit(arrived(accepted), Credentials.none()))).contains(Why.OTHER_USER);
            other.goOn();
        }
    }

    /** As root it would otherwise come in as ourselves: the kernel shows what is closed as root's. */
    @Test
    void anotherUserThatSendsAndClosesIsNotLetInHoweverLateOneLooks() throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                OtherUser other =
                        OtherUser.run(connect(tcp) + "; printf 'POST / HTTP/1.1\\r\\n\\r\\n' >&3; exec 3>&-");
                SocketChannel accepted = tcp.accept()) {
            other.awaitEnd();
            while (accepted.read(ByteBuffer.allocate(100)) >= 0) {}
            // The moment in which the kernel still shows the connection would be over after this.
            TimeUnit.SECONDS.sleep(1);

            assertThat(why(admit(arrived(accepted), Credentials.none()))).contains(Why.UNKNOWN_USER);
        }
    }

    /** The file's mode keeps others out; where that fails, the kernel's word on who connected does. */
    @Test
    void anotherUserIsNotLetInOverAUnixSocketThatIsOpenToHim() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path path = directory.resolve("a.sock");
        try (ServerSocketChannel listener =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path))) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
            try (OtherUser other = OtherUser.run("curl -s --unix-socket " + path + " http://localhost/");
                    SocketChannel accepted = listener.accept()) {
                assertThat(why(admit(arrived(peerOf(accepted, other.pid())), Credentials.none())))
                        .contains(Why.OTHER_USER);
            }
            try (OtherUser same = OtherUser.runAsOurselves("curl -s --unix-socket " + path + " http://localhost/");
                    SocketChannel accepted = listener.accept()) {
                assertThat(admit(arrived(peerOf(accepted, same.pid())), Credentials.none()))
                        .isInstanceOf(Caller.class);
            }
        }
    }

    @Test
    void aConnectionThatEndedBeforeTheKernelWasAskedIsNobodys() throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                SocketChannel client = tcp.connect();
                SocketChannel accepted = tcp.accept()) {
            Visitor visitor = admission.arrived(TcpPair.peerOf(accepted), () -> false);

            assertThat(why(admit(visitor, Credentials.none()))).contains(Why.UNKNOWN_USER);
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void anotherMachineNeedsAToken() {
        Peer remote = Peer.tcp(address("192.0.2.7"), address("192.0.2.8"));

        assertThat(why(admit(arrived(remote), Credentials.none()))).contains(Why.REMOTE);
    }

    @Test
    void whereATokenIsSetUpTheUserNeedsItTooOnEveryTransport() throws Exception {
        admission.close();
        admission = open(Tokens.of(Optional.of(Secret.of("hush")), store()));
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                SocketChannel client = tcp.connect();
                SocketChannel accepted = tcp.accept()) {
            for (Visitor visitor : List.of(
                    arrived(accepted),
                    arrived(OURSELVES),
                    arrived(Peer.tcp(address("192.0.2.7"), address("192.0.2.8"))))) {
                assertThat(why(admit(visitor, Credentials.none()))).contains(Why.NO_TOKEN);
                assertThat(why(admit(visitor, bearer("hus")))).contains(Why.WRONG_TOKEN);
                assertThat(why(admit(visitor, bearer("hush2")))).contains(Why.WRONG_TOKEN);
                assertThat(why(admit(visitor, Credentials.none().withAuthorization("Basic aHVzaA=="))))
                        .contains(Why.NOT_BEARER);
                assertThat(admit(visitor, bearer("hush")))
                        .isEqualTo(new Caller(Optional.of(Role.ADMIN), new Caller.By.FullToken(), Optional.empty()));
                assertThat(admit(visitor, Credentials.none().withToken("hush"))).isInstanceOf(Caller.class);
            }
            assertThat(client.isOpen()).isTrue();
        }
    }

    /** S12 */
    @Test
    void aScopedTokenOpensWhatItsRoleCoversUntilItIsRevoked() throws Exception {
        TokenStore store = store();
        TokenStore.Created observer = store.create(Optional.of("ci"), Role.OBSERVE, Optional.of(Duration.ofDays(1)));
        admission.close();
        AtomicLong nanos = new AtomicLong();
        admission = open(new Tokens(Optional.empty(), Optional.of(new ScopedTokens(store, nanos::get))));
        Visitor remote = arrived(Peer.tcp(address("192.0.2.7"), address("192.0.2.8")));

        Caller caller = (Caller) admit(remote, bearer(observer.token().reveal()));

        assertThat(caller.role()).contains(Role.OBSERVE);
        assertThat(caller.toString())
                .contains("ci")
                .doesNotContain(observer.token().reveal());
        assertThat(authorize(remote, caller, Need.role(Role.OBSERVE))).isEmpty();
        assertThat(authorize(remote, caller, Need.role(Role.DRIVE))).contains(Why.ROLE);
        assertThat(authorize(remote, caller, Need.hook("a"))).contains(Why.NO_HOOK_SECRET);

        store.revoke("ci");
        nanos.addAndGet(ScopedTokens.MAX_AGE.toNanos());
        assertThat(authorize(remote, caller, Need.role(Role.OBSERVE))).contains(Why.WRONG_TOKEN);
        assertThat(why(admit(remote, bearer(observer.token().reveal())))).contains(Why.WRONG_TOKEN);
    }

    @Test
    void whoMakesAScopedTokenIsNotLockedOutByIt() throws Exception {
        TokenStore store = store();
        store.create(Optional.empty(), Role.OBSERVE, Optional.empty());
        admission.close();
        admission = open(Tokens.of(Optional.empty(), store));

        assertThat(admit(arrived(OURSELVES), Credentials.none())).isInstanceOf(Caller.class);
        assertThat(why(admit(arrived(OURSELVES), bearer("coop_unknown")))).contains(Why.WRONG_TOKEN);
    }

    /** S4 */
    @Test
    void hooksOfASessionAreOpenToWhoKnowsItsSecretAndToNobodyElse() {
        Visitor remote = arrived(Peer.tcp(address("192.0.2.7"), address("192.0.2.8")));

        Caller hook = (Caller) admit(
                remote, Credentials.none().withHookSecret(MARK.hookSecret().reveal()));

        assertThat(hook.role()).isEmpty();
        assertThat(authorize(remote, hook, Need.hook("a"))).isEmpty();
        assertThat(authorize(remote, hook, Need.hook("b"))).contains(Why.NO_HOOK_SECRET);
        assertThat(authorize(remote, hook, Need.role(Role.OBSERVE))).contains(Why.ROLE);
        assertThat(why(admit(remote, Credentials.none().withHookSecret(MARK.id()))))
                .contains(Why.REMOTE);

        Caller user = (Caller) admit(arrived(OURSELVES), Credentials.none());
        assertThat(authorize(arrived(OURSELVES), user, Need.hook("a"))).contains(Why.NO_HOOK_SECRET);
    }

    @Test
    void aHostWithAnyTokenMayListenToOthers() throws Exception {
        TokenStore store = store();
        assertThat(Tokens.none().any()).isFalse();
        assertThat(Tokens.of(Optional.of(Secret.of("hush")), store).any()).isTrue();
        assertThat(Tokens.of(Optional.empty(), store).any()).isFalse();

        store.create(Optional.empty(), Role.DRIVE, Optional.empty());
        assertThat(Tokens.of(Optional.empty(), store).any()).isTrue();
    }

    @Test
    void onceClosedItStillAnswers() {
        Visitor visitor = arrived(OURSELVES);
        Caller caller = (Caller) admit(visitor, Credentials.none());

        admission.close();

        assertThat(authorize(visitor, caller, Need.role(Role.OBSERVE))).isEmpty();
        assertThat(authorize(visitor, caller, Need.role(Role.DRIVE))).isPresent();
    }

    private TokenStore store() {
        return new TokenStore(directory.resolve("tokens"), InstantSource.system());
    }

    private static Admission open(Tokens tokens) {
        return Admission.open(tokens, () -> List.of(new RunningSession("a", OptionalLong.empty(), MARK)), false);
    }

    private Visitor arrived(SocketChannel accepted) {
        return arrived(TcpPair.peerOf(accepted));
    }

    private Visitor arrived(Peer peer) {
        return admission.arrived(peer, () -> true);
    }

    private static Entry admit(Visitor visitor, Credentials credentials) {
        return visitor.admit(credentials).join();
    }

    private static Optional<Why> authorize(Visitor visitor, Caller caller, Need need) {
        return visitor.authorize(caller, need).join().map(Denied::why);
    }

    private static Optional<Why> why(Entry entry) {
        return entry instanceof Denied denied ? Optional.of(denied.why()) : Optional.empty();
    }

    private static Credentials bearer(String token) {
        return Credentials.none().withAuthorization("Bearer " + token);
    }

    private static String connect(TcpPair tcp) throws IOException {
        return "exec 3<>/dev/tcp/127.0.0.1/" + tcp.port();
    }

    /** The JDK tells the user's name only; a file given to him tells the number. */
    private Peer peerOf(SocketChannel accepted, long pid) throws IOException {
        Path file = Files.createTempFile(directory, "owned", "");
        Files.setOwner(
                file, accepted.getOption(ExtendedSocketOptions.SO_PEERCRED).user());
        return new Peer.UnixSocket(OwnUser.uidOf(file), (int) pid);
    }

    private static InetSocketAddress address(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 8080);
    }
}
