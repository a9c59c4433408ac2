package dev.coop.core.pty;

import dev.coop.core.pty.SpawnException.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Starts programs on pseudo-terminals and serves them, however many, with one thread or two. One host per process.
 *
 * <p>Opening it makes sure that exit statuses reach this process, also where that was started with SIGCHLD ignored. Where
 * that is the first process of a container, orphans are reaped from then on.
 */
public final class PtyHost implements AutoCloseable {
    /** Threads. More than two only help where listeners do heavy work; eight is a guard against a mistyped number. */
    public static final int MAX_LOOPS = 8;

    private final List<EventLoop> loops;

    /** The numbers of programs that were started here and not reaped. */
    private final Set<Integer> own = ConcurrentHashMap.newKeySet();

    private PtyHost(List<EventLoop> loops) {
        this.loops = loops;
    }

    /**
     * Opens the host of this process.
     *
     * @param loops threads that read, 1 to {@value #MAX_LOOPS}
     * @throws PtyUnavailableException if this machine lacks what is needed
     */
    public static PtyHost open(int loops) {
        if (loops < 1 || loops > MAX_LOOPS) {
            throw new IllegalArgumentException("loops: " + loops + " is not between 1 and " + MAX_LOOPS);
        }
        try {
            checkKernel();
            PosixSpawn.load();
            SignalDispositions.keepExitStatuses();
            PtyHost host = new PtyHost(startLoops(loops));
            OrphanReaper.startIfFirst(host.own::contains);
            return host;
        } catch (ExceptionInInitializerError failure) {
            if (failure.getCause() instanceof PtyUnavailableException missing) {
                throw missing;
            }
            throw failure;
        }
    }

    /**
     * Starts a program. Waits for its exec and no longer; the listener may hear from it before this returns.
     *
     * @throws SpawnException if it can't be started; nothing is left behind then
     */
    public Pty spawn(Launch launch, PtyListener listener) throws SpawnException {
        return Thread.currentThread().isVirtual()
                ? spawnOnPlatformThread(launch, listener)
                : spawnHere(launch, listener);
    }

    /** Ends every session, and returns when each listener has heard of it; called by a listener, it returns at once. */
    @Override
    public void close() {
        loops.forEach(EventLoop::close);
        if (loops.stream().anyMatch(EventLoop::isCurrentThread)) {
            // A listener can't wait for itself, nor for another one that closes the host at the same time.
            return;
        }
        boolean interrupted = false;
        for (EventLoop loop : loops) {
            while (loop.isAlive()) {
                try {
                    loop.awaitEnd();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Pty spawnHere(Launch launch, PtyListener listener) throws SpawnException {
        EventLoop loop = chooseLoop();
        PtyMaster master = PtyMaster.open(launch.size());
        Child child;
        try {
            child = new Starter(launch, master.slaveName(), own).start();
        } catch (Throwable failure) {
            master.close();
            throw failure;
        }
        Input input = new Input(master.fd());
        PtyDriver driver = new PtyDriver(loop, master, child, input, listener);
        int error = loop.isCurrentThread() ? loop.watch(driver) : askToWatch(driver);
        if (error != 0) {
            child.end();
            master.close();
            throw refused(launch, -error);
        }
        return new Pty(master, child, input, driver);
    }

    private static int askToWatch(PtyDriver driver) {
        return driver.ask(PtyDriver.START) ? driver.awaitStart() : -Errno.ESHUTDOWN;
    }

    /** A virtual thread must not enter a call that blocks: it parks while a platform thread does. */
    private Pty spawnOnPlatformThread(Launch launch, PtyListener listener) throws SpawnException {
        FutureTask<Pty> task = new FutureTask<>(() -> spawnHere(launch, listener));
        Thread.ofPlatform().name("coop-pty-spawn").daemon().start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException _) {
                    // The program runs in a moment, and somebody must have it then.
                    interrupted = true;
                }
            }
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case SpawnException refused -> throw refused;
                case RuntimeException unexpected -> throw unexpected;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(failure);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private EventLoop chooseLoop() {
        return loops.stream()
                .filter(EventLoop::isCurrentThread)
                .findFirst()
                .orElseGet(() -> loops.stream()
                        .min(Comparator.comparingInt(EventLoop::load))
                        .orElseThrow());
    }

    private static SpawnException refused(Launch launch, int error) {
        return error == Errno.ESHUTDOWN
                ? new SpawnException(Reason.HOST_CLOSED, launch.program(), "the host is closing and starts nothing")
                : SpawnFailure.of(launch, launch.program(), Errno.ENOMEM);
    }

    private static List<EventLoop> startLoops(int count) {
        List<EventLoop> loops = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                loops.add(new EventLoop("coop-pty-" + i));
            }
        } catch (PtyUnavailableException failure) {
            loops.forEach(EventLoop::discard);
            throw failure;
        }
        loops.forEach(EventLoop::start);
        return List.copyOf(loops);
    }

    private static void checkKernel() {
        int pidfd = Libc.pidfdOpen((int) ProcessHandle.current().pid());
        if (pidfd < 0) {
            throw new PtyUnavailableException(
                    "coop needs Linux 5.4 or newer, and a sandbox that allows pidfd_open: " + Errno.text(-pidfd), null);
        }
        Libc.close(pidfd);
    }
}
