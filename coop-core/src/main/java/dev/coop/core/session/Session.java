package dev.coop.core.session;

import dev.coop.core.journal.ByteJournal;
import dev.coop.core.pty.ExitStatus;
import dev.coop.core.pty.InputRefused;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.Pty;
import dev.coop.core.pty.PtyHost;
import dev.coop.core.pty.PtyListener;
import dev.coop.core.pty.Signal;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.pty.Target;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.vt.Dump;
import dev.coop.core.vt.Line;
import dev.coop.core.vt.Mode;
import dev.coop.core.vt.Snapshot;
import dev.coop.core.vt.Terminal;
import dev.coop.core.vt.TerminalListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A program on a terminal: its output as a journal and as a screen, its input, its size, its end.
 *
 * <p>The terminal's loop thread feeds the journal and then the screen, in that order and without a copy in between.
 * Everything else may be called from any thread. Questions about the screen are answered by the loop thread between two
 * blocks, and never in the middle of a synchronized update unless that takes longer than {@link Questions#MAX_FRAME_WAIT}:
 * so no reader can be starved by a flood, and none can hold it up.
 */
public final class Session implements AutoCloseable {
    private final ByteJournal output;
    private final Terminal terminal;
    private final Questions questions = new Questions();
    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    private final AtomicLong answersLost = new AtomicLong();
    private volatile @Nullable WindowSize wantedSize;

    /** The terminal, once {@link PtyHost#spawn} has returned: the program may speak before that. */
    private final CompletableFuture<Pty> started = new CompletableFuture<>();

    Session(WindowSize size, SessionLimits limits) {
        output = new ByteJournal(limits.outputBytes());
        terminal = new Terminal(size.columns(), size.rows(), limits.historyLines(), new Answers());
    }

    void start(PtyHost ptys, Launch launch) throws SpawnException {
        started.complete(ptys.spawn(launch, new Feed()));
    }

    /** The newest output, byte for byte. */
    public ByteJournal output() {
        return output;
    }

    /** What a person would see now. */
    public Snapshot snapshot() throws InterruptedException {
        return questions.ask(terminal, Terminal::snapshot, pty()::wake);
    }

    /** The screen's state as escape sequences, for a terminal that joins late or fell behind. */
    public Dump dump() throws InterruptedException {
        return questions.ask(terminal, Terminal::dump, pty()::wake);
    }

    /** The newest lines that left the screen at its top, oldest first. */
    public List<Line> history(int atMost) throws InterruptedException {
        return questions.ask(terminal, t -> t.history(atMost), pty()::wake);
    }

    /** History and screen by number: at most so many lines, from the first that is still held and not before {@code from}. */
    public Lines lines(long from, int atMost) throws InterruptedException {
        return questions.ask(
                terminal, t -> new Lines(Math.max(from, t.firstLine()), t.lines(from, atMost)), pty()::wake);
    }

    /** Types. Never waits; either all of it will reach the program, or none of it is taken. */
    public void write(byte[] bytes) throws InputRefused {
        pty().write(bytes);
    }

    /** Another size, first for the screen and then for the program, soon. */
    public void resize(WindowSize size) {
        wantedSize = size;
        pty().wake();
    }

    /** False when the program has ended. */
    public boolean signal(Signal signal, Target target) {
        return pty().signal(signal, target);
    }

    /** As if the line were cut: SIGHUP to the program's group. */
    public void hangUp() {
        pty().hangUp();
    }

    /** SIGKILL to the program's group. */
    public void kill() {
        pty().kill();
    }

    public long pid() {
        return pty().pid();
    }

    /** How the program ended; completed when its last byte is in the journal and on the screen. */
    public CompletableFuture<ExitStatus> exit() {
        return exit.copy();
    }

    /** Answers to the program's questions that it did not want to read. */
    public long answersLost() {
        return answersLost.get();
    }

    /** Gives up the terminal; a program that still runs is killed with its group. */
    @Override
    public void close() {
        pty().close();
    }

    private Pty pty() {
        return started.join();
    }

    /** What the loop thread brings. */
    private final class Feed implements PtyListener {
        @Override
        public void onOutput(byte[] block, int length) {
            output.append(block, 0, length);
            terminal.feed(block, 0, length);
            if (questions.waiting() && (!terminal.is(Mode.SYNCHRONIZED_UPDATE) || questions.impatient())) {
                questions.answer(terminal);
            }
        }

        @Override
        public void onWake() {
            WindowSize size = wantedSize;
            if (size != null) {
                wantedSize = null;
                terminal.resize(size.columns(), size.rows());
                pty().resize(size);
            }
            if (!terminal.is(Mode.SYNCHRONIZED_UPDATE) || questions.impatient()) {
                questions.answer(terminal);
            }
        }

        @Override
        public void onExit(ExitStatus status) {
            output.close();
            questions.close(terminal);
            exit.complete(status);
        }
    }

    /** What the screen says while it is fed. */
    private final class Answers implements TerminalListener {
        /** Keeps the answers in order, also those given before the terminal is known here. */
        private CompletableFuture<Pty> last = started;

        @Override
        public void answer(byte[] bytes) {
            last = last.thenApply(pty -> {
                try {
                    pty.write(bytes);
                } catch (InputRefused refused) {
                    answersLost.incrementAndGet();
                }
                return pty;
            });
        }

        @Override
        public void frameEnd() {
            if (questions.waiting()) {
                questions.answer(terminal);
            }
        }
    }
}
