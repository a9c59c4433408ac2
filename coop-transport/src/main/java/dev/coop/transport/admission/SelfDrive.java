package dev.coop.transport.admission;

import dev.coop.transport.admission.ProcessTree.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether whoever calls is a process of one of our own sessions: an agent must not approve its own prompts.
 *
 * <p>That guards against accidents and against text that talks an agent into something. It is no boundary: a process of
 * the same user has other ways (docs/security.md).
 *
 * <p>Looking through the processes costs milliseconds, so everybody who waits is answered from one look.
 */
final class SelfDrive implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SelfDrive.class);

    /** Connections whose process is being looked for. Beyond that they are told to come again. */
    private static final int MAX_SUSPECTS = 4096;

    private final RunningSessions sessions;
    private final SocketOwners owners;
    private final ProcessTree processes;
    private final Executor looker;
    private final LinkedBlockingQueue<Suspect> suspects = new LinkedBlockingQueue<>(MAX_SUSPECTS);
    private final AtomicBoolean looking = new AtomicBoolean();

    SelfDrive(RunningSessions sessions, SocketOwners owners, ProcessTree processes, Executor looker) {
        this.sessions = sessions;
        this.owners = owners;
        this.processes = processes;
        this.looker = looker;
    }

    /** @param inode of the peer's socket, where that is TCP */
    CompletableFuture<Whereabouts> find(Peer peer, OptionalLong inode) {
        if (sessions.now().isEmpty()) {
            return CompletableFuture.completedFuture(new Whereabouts.Outside());
        }
        Suspect suspect = new Suspect(peer, inode, new CompletableFuture<>());
        if (!suspects.offer(suspect)) {
            suspect.answer().complete(new Whereabouts.Overloaded());
        } else if (looking.compareAndSet(false, true)) {
            try {
                looker.execute(this::answerAll);
            } catch (RejectedExecutionException full) {
                looking.set(false);
                answerAll(new Whereabouts.Overloaded());
            }
        }
        return suspect.answer();
    }

    private void answerAll() {
        // First: who comes from now on must get a look that begins after he came.
        looking.set(false);
        List<Suspect> waiting = new ArrayList<>();
        suspects.drainTo(waiting);
        if (waiting.isEmpty()) {
            return;
        }
        try {
            Scan scan = processes.scan(sessions.now());
            waiting.forEach(suspect -> suspect.answer().complete(where(suspect, scan)));
        } catch (RuntimeException failure) {
            LOG.warn("It can't be told which process calls, so none may change anything without a token", failure);
        } finally {
            // Those that have their answer keep it.
            waiting.forEach(suspect -> suspect.answer().complete(new Whereabouts.Unknown()));
        }
    }

    private void answerAll(Whereabouts answer) {
        List<Suspect> waiting = new ArrayList<>();
        suspects.drainTo(waiting);
        waiting.forEach(suspect -> suspect.answer().complete(answer));
    }

    private Whereabouts where(Suspect suspect, Scan scan) {
        return switch (suspect.peer()) {
            case Peer.UnixSocket(int _, int pid) -> scan.ofProcess(pid);
            case Peer.LoopbackTcp(var local, var remote) -> {
                long inode = suspect.inode().orElseThrow();
                Whereabouts found = scan.ofSocket(inode);
                // A socket that nobody held any more while we looked may have been anybody's.
                boolean held = owners.ownerOf(remote, local)
                        .filter(owner -> owner.inode() == inode)
                        .isPresent();
                yield found instanceof Whereabouts.Inside || held ? found : new Whereabouts.Unknown();
            }
            case Peer.RemoteTcp _ -> new Whereabouts.Outside();
        };
    }

    /** Those who still wait are told that it can't be told. */
    @Override
    public void close() {
        answerAll(new Whereabouts.Unknown());
    }

    private record Suspect(Peer peer, OptionalLong inode, CompletableFuture<Whereabouts> answer) {}
}
