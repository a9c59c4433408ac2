package dev.coop.transport.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.api.Role;
import dev.coop.core.session.SessionMark;
import dev.coop.transport.admission.Denied.Why;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * S5: an agent must not approve its own prompts, nor those of its neighbours. The agents here are shells, their tools
 * bash's own TCP; how a tool was started must not matter.
 */
@Timeout(60)
class SelfDriveTest {
    private static final String STAY = "exec 3<>/dev/tcp/127.0.0.1/$PORT; echo $BASHPID; cat <&3";

    private final List<RunningSession> sessions = new CopyOnWriteArrayList<>();
    private final Admission admission = Admission.open(Tokens.none(), () -> sessions, false);

    @AfterEach
    void close() {
        admission.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // itself
                STAY,
                // its child, as an agent's Bash tool
                "bash -c '" + STAY + "'",
                // in a session of its own, its parent gone: only the mark tells
                "(setsid bash -c '" + STAY + "' &)",
                "setsid --fork bash -c '" + STAY + "'",
                // without any environment: only its parents tell
                "env -i PORT=$PORT bash -c '" + STAY + "'",
                // without the mark, below one that has only the mark
                "(setsid bash -c \"env -i PORT=$PORT bash -c '" + STAY + "'; true\" &)",
            })
    void whateverASessionStartsMayLookAndNotDrive(String script) throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                OtherUser agent = agent("a", tcp, script + "; sleep 60");
                SocketChannel accepted = tcp.accept()) {
            Visitor byTcp = admission.arrived(TcpPair.peerOf(accepted), () -> true);
            Visitor bySocket = admission.arrived(
                    new Peer.UnixSocket(OwnUser.uid().orElseThrow(), Integer.parseInt(agent.line())), () -> true);

            for (Visitor visitor : List.of(byTcp, bySocket)) {
                assertThat(authorize(visitor, Role.OBSERVE)).isEmpty();
                assertThat(authorize(visitor, Role.DRIVE)).contains(Why.OWN_SESSION);
                assertThat(authorize(visitor, Role.ADMIN)).contains(Why.OWN_SESSION);
            }
        }
    }

    @Test
    void itsHooksAreOpenToItWithTheSecretFromItsEnvironment() throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                OtherUser agent = agent("a", tcp, "echo $COOP_HOOK_SECRET; " + STAY);
                SocketChannel accepted = tcp.accept()) {
            Visitor visitor = admission.arrived(TcpPair.peerOf(accepted), () -> true);

            Caller caller = (Caller) visitor.admit(Credentials.none().withHookSecret(agent.line()))
                    .join();

            assertThat(visitor.authorize(caller, Need.hook("a")).join()).isEmpty();
            assertThat(visitor.authorize(caller, Need.hook("b")).join()).isPresent();
            assertThat(visitor.authorize(caller, Need.role(Role.DRIVE)).join()).isPresent();
        }
    }

    @Test
    void theUserOutsideDrivesAndIsLookedForOnce() throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                OtherUser agent = agent("a", tcp, "echo started; sleep 60");
                OtherUser user = OtherUser.runAsOurselves("PORT=" + tcp.port() + "; " + STAY);
                SocketChannel accepted = tcp.accept()) {
            assertThat(agent.line()).isEqualTo("started");
            Visitor visitor = admission.arrived(TcpPair.peerOf(accepted), () -> true);
            Visitor bySocket =
                    admission.arrived(new Peer.UnixSocket(OwnUser.uid().orElseThrow(), (int) user.pid()), () -> true);

            assertThat(authorize(visitor, Role.ADMIN)).isEmpty();
            assertThat(authorize(bySocket, Role.ADMIN)).isEmpty();
            assertThat(visitor.authorize(admit(visitor), Need.role(Role.DRIVE))).isCompleted();
        }
    }

    @Test
    void aSessionDoesNotDriveItsNeighbourEither() throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                OtherUser neighbour = agent("b", tcp, "echo started; sleep 60");
                OtherUser agent = agent("a", tcp, STAY);
                SocketChannel accepted = tcp.accept()) {
            assertThat(neighbour.line()).isEqualTo("started");
            assertThat(agent.line()).isNotEmpty();

            assertThat(authorize(admission.arrived(TcpPair.peerOf(accepted), () -> true), Role.DRIVE))
                    .contains(Why.OWN_SESSION);
        }
    }

    @Test
    void whereTheUserAllowsItASessionDrivesItself() throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                Admission allowing = Admission.open(Tokens.none(), () -> sessions, true);
                OtherUser agent = agent("a", tcp, STAY);
                SocketChannel accepted = tcp.accept()) {
            assertThat(agent.line()).isNotEmpty();

            assertThat(authorize(allowing.arrived(TcpPair.peerOf(accepted), () -> true), Role.DRIVE))
                    .isEmpty();
        }
    }

    /** Who sends and goes without waiting for an answer may have been anybody. */
    @Test
    void whoIsGoneBeforeHeIsLookedForDoesNotDrive() throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                OtherUser agent = agent("a", tcp, "exec 3<>/dev/tcp/127.0.0.1/$PORT; read; exec 3>&-");
                SocketChannel accepted = tcp.accept()) {
            Visitor visitor = admission.arrived(TcpPair.peerOf(accepted), () -> true);
            Visitor bySocket =
                    admission.arrived(new Peer.UnixSocket(OwnUser.uid().orElseThrow(), (int) agent.pid()), () -> true);
            agent.goOn();
            agent.awaitEnd();
            sessions.clear();
            sessions.add(new RunningSession("a", OptionalLong.empty(), SessionMark.random()));
            while (accepted.read(ByteBuffer.allocate(1)) >= 0) {}

            assertThat(authorize(visitor, Role.OBSERVE)).isEmpty();
            assertThat(authorize(visitor, Role.DRIVE)).contains(Why.UNKNOWN_PROCESS);
            assertThat(authorize(bySocket, Role.DRIVE)).contains(Why.UNKNOWN_PROCESS);
        }
    }

    @Test
    void manyWhoWaitAreAllAnswered() throws Exception {
        try (TcpPair tcp = TcpPair.listenOn("127.0.0.1");
                OtherUser agent = agent("a", tcp, STAY);
                SocketChannel accepted = tcp.accept()) {
            assertThat(agent.line()).isNotEmpty();
            List<CompletableFuture<Optional<Denied>>> answers = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                Visitor visitor = admission.arrived(TcpPair.peerOf(accepted), () -> true);
                answers.add(visitor.authorize(admit(visitor), Need.role(Role.DRIVE)));
            }
            for (CompletableFuture<Optional<Denied>> answer : answers) {
                assertThat(answer.join().map(Denied::why)).contains(Why.OWN_SESSION);
            }
        }
    }

    /** A shell that is a session's program, with the environment of one. */
    private OtherUser agent(String name, TcpPair tcp, String script) throws Exception {
        SessionMark mark = SessionMark.random();
        Map<String, String> environment = new HashMap<>(Map.of("PORT", Integer.toString(tcp.port())));
        mark.addTo(environment);
        OtherUser agent = OtherUser.runAsOurselves(script, environment);
        sessions.add(new RunningSession(name, OptionalLong.of(agent.pid()), mark));
        return agent;
    }

    private static Caller admit(Visitor visitor) {
        return (Caller) visitor.admit(Credentials.none()).join();
    }

    private static Optional<Why> authorize(Visitor visitor, Role role) {
        return visitor.authorize(admit(visitor), Need.role(role)).join().map(Denied::why);
    }
}
