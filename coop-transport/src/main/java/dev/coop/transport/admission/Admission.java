package dev.coop.transport.admission;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Who may come in and do what, for all transports of a host. One per host.
 *
 * <p>Each connection is announced with {@link #arrived}; its {@link Visitor} then answers for it. What can be answered at
 * once is, on the caller's thread; what has to look at files is answered by one thread of its own, which exists only while
 * there is something to look at. So event loops may ask, and never wait.
 */
public final class Admission implements AutoCloseable {
    /** Questions that wait for that thread. More than the connections a host is meant for would ask at once. */
    private static final int MAX_WAITING = 4096;

    private static final long IDLE_SECONDS = 10;

    private final Tokens tokens;
    private final RunningSessions sessions;
    private final SocketOwners owners;
    private final OptionalInt ownUid;
    private final boolean allowSelfDrive;
    private final SelfDrive selfDrive;
    private final ThreadPoolExecutor looker;

    Admission(
            Tokens tokens,
            RunningSessions sessions,
            boolean allowSelfDrive,
            SocketOwners owners,
            OptionalInt ownUid,
            ProcessTree processes) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.allowSelfDrive = allowSelfDrive;
        this.owners = owners;
        this.ownUid = ownUid;
        this.looker = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING),
                Thread.ofPlatform().name("coop-admission").daemon().factory());
        looker.allowCoreThreadTimeOut(true);
        this.selfDrive = new SelfDrive(sessions, owners, processes, looker);
    }

    /**
     * For a host of this machine.
     *
     * @param allowSelfDrive lets the processes of a session drive it, as {@code --allow-self-drive}
     */
    public static Admission open(Tokens tokens, RunningSessions sessions, boolean allowSelfDrive) {
        return new Admission(
                tokens, sessions, allowSelfDrive, new SockDiag(), OwnUser.uid(), ProcessTree.ofThisMachine());
    }

    /**
     * A connection was accepted. Doesn't wait: on TCP the kernel is asked once, which takes microseconds.
     *
     * @param stillConnected whether our end is connected (TCP state ESTABLISHED or CLOSE_WAIT), asked after the kernel was
     *     asked about the other end: only then no second connection can have taken the addresses of this one
     */
    public Visitor arrived(Peer peer, BooleanSupplier stillConnected) {
        if (tokens.isAskedOfAll()) {
            // Whose it is does not matter then.
            return new Visitor(this, peer, Standing.UNKNOWN, OptionalLong.empty());
        }
        return switch (peer) {
            case Peer.UnixSocket(int uid, int _) -> new Visitor(this, peer, standing(uid), OptionalLong.empty());
            case Peer.LoopbackTcp(var local, var remote) ->
                owners.ownerOf(remote, local)
                        .filter(_ -> isStill(stillConnected))
                        .map(owner -> new Visitor(this, peer, standing(owner.uid()), OptionalLong.of(owner.inode())))
                        .orElseGet(() -> new Visitor(this, peer, Standing.UNKNOWN, OptionalLong.empty()));
            case Peer.RemoteTcp _ -> new Visitor(this, peer, Standing.REMOTE, OptionalLong.empty());
        };
    }

    /** Answers that are waited for are given up. */
    @Override
    public void close() {
        looker.shutdownNow();
        selfDrive.close();
        if (owners instanceof SockDiag diag) {
            diag.close();
        }
    }

    Tokens tokens() {
        return tokens;
    }

    RunningSessions sessions() {
        return sessions;
    }

    boolean allowsSelfDrive() {
        return allowSelfDrive;
    }

    SelfDrive selfDrive() {
        return selfDrive;
    }

    /** Answers now if the tokens are known well enough, else when they were read again. */
    <T> CompletableFuture<T> withTokens(boolean scopedMatters, Supplier<T> answer, T overloaded) {
        if (!scopedMatters || !tokens.isStale()) {
            return CompletableFuture.completedFuture(answer.get());
        }
        CompletableFuture<T> later = new CompletableFuture<>();
        try {
            looker.execute(() -> {
                try {
                    tokens.refresh();
                    later.complete(answer.get());
                } catch (RuntimeException | Error failure) {
                    later.completeExceptionally(failure);
                }
            });
        } catch (RejectedExecutionException full) {
            later.complete(overloaded);
        }
        return later;
    }

    private static boolean isStill(BooleanSupplier connected) {
        try {
            return connected.getAsBoolean();
        } catch (RuntimeException closed) {
            // There is no state to be asked for any more.
            return false;
        }
    }

    private Standing standing(int uid) {
        return ownUid.isPresent() && ownUid.getAsInt() == uid ? Standing.SAME_USER : Standing.OTHER_USER;
    }
}
