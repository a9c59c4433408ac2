package dev.coop.core.session;

import dev.coop.core.agent.AgentKind;
import dev.coop.core.agent.AgentState;
import dev.coop.core.agent.Verdict;
import dev.coop.core.journal.ByteJournal;
import dev.coop.core.journal.EventCursor;
import dev.coop.core.journal.EventJournal;
import dev.coop.core.journal.MemoryBounds;
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
import dev.coop.core.time.Timers;
import dev.coop.core.vt.Dump;
import dev.coop.core.vt.Line;
import dev.coop.core.vt.Mode;
import dev.coop.core.vt.Snapshot;
import dev.coop.core.vt.Terminal;
import dev.coop.core.vt.TerminalEvent;
import dev.coop.core.vt.TerminalListener;
import dev.coop.core.vt.TerminalOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A program on a terminal: its output as a journal and as a screen, its input, its size, its state, its end.
 *
 * <p>It exists before its program does, so that clients can be there first; {@link Host#start} brings the program.
 *
 * <p>The terminal's loop thread feeds the journal and then the screen, in that order and without a copy in between.
 * Everything else may be called from any thread and never waits. Questions about the screen are answered by the loop
 * thread between two blocks, and never in the middle of a synchronized update unless that takes longer than {@link
 * Questions#MAX_FRAME_WAIT}: so no reader can be starved by a flood, and none can hold it up. Their answers are completed
 * by that thread: work on them has to go elsewhere ({@code thenApplyAsync}).
 */
public final class Session implements AutoCloseable {
    private static final int FIRST_EPOCH = 1;

    /** Where screens are compared: it takes some ten microseconds, which neither loops nor timers have. */
    private static final Executor ASIDE = Thread::startVirtualThread;

    private final String name;
    private final UUID id = UUID.randomUUID();
    private final SessionMark mark = SessionMark.random();
    private final Launch launch;
    private final AgentKind agent;
    private final ByteJournal output;
    private final EventJournal<SessionEvent> events;
    private final Terminal terminal;
    private final Questions questions;
    private final ScreenFeed screens;
    private final Detection detection;
    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    private final AtomicLong answersLost = new AtomicLong();
    private final AtomicLong bytesWritten = new AtomicLong();
    private @Nullable Watch watch;
    private final Object changing = new Object();
    private Viewers viewers = Viewers.NONE;
    private volatile @Nullable WindowSize wantedSize;
    private volatile WindowSize size;
    private volatile long topLine;
    private volatile Now now =
            new Now(new Transition(new AgentState.Starting(), new AgentState.Starting(), FIRST_EPOCH, 0, ""), 0);

    /** The terminal, once {@link PtyHost#spawn} has returned: the program may speak before that. */
    private final CompletableFuture<Pty> started = new CompletableFuture<>();

    /** The state now, and the number of the event that brought it; 0 before the first. */
    public record Now(Transition transition, long sinceSeq) {}

    /** The state, and a cursor that goes on where it ends. To be closed when done. */
    public record Following(Now now, EventCursor<SessionEvent> events) {}

    /** What the state follows from, and when it was looked at, by the clock of the evidence. */
    public record Heard(Verdict verdict, long nanos) {}

    Session(String name, Launch launch, AgentKind agent, SessionLimits limits, Timers timers, Duration screenInterval) {
        this.name = name;
        this.agent = agent;
        Map<String, String> environment = new LinkedHashMap<>(launch.environment());
        mark.addTo(environment);
        this.launch = new Launch(launch.argv(), launch.directory(), environment, launch.term(), launch.size());
        size = launch.size();
        output = new ByteJournal(limits.outputBytes());
        events = EventJournal.inMemory(new SessionEventCodec(), MemoryBounds.DEFAULT, InstantSource.system());
        TerminalOptions options = new TerminalOptions(limits.historyLines(), limits.answersChecksums());
        terminal = new Terminal(size.columns(), size.rows(), options, new Answers());
        questions = new Questions(terminal, this::wake);
        screens = new ScreenFeed(this::snapshot, timers, ASIDE, screenInterval);
        detection = new Detection(agent, timers, this::become);
    }

    void start(PtyHost ptys) throws SpawnException {
        Pty pty = ptys.spawn(launch, new Feed());
        started.complete(pty);
        // Somebody may have asked before there was anybody to answer.
        pty.wake();
    }

    /** Unique in its host. */
    public String name() {
        return name;
    }

    /** Another one for each spawn of the program. */
    public UUID id() {
        return id;
    }

    /** Which spawn of the program this is, from 1. */
    public int epoch() {
        return FIRST_EPOCH;
    }

    /** What the processes of the session are known by. */
    public SessionMark mark() {
        return mark;
    }

    /** What was started. */
    public Launch launch() {
        return launch;
    }

    /** What the program is. */
    public AgentKind agent() {
        return agent;
    }

    /** The newest output, byte for byte. */
    public ByteJournal output() {
        return output;
    }

    /** What happened to the session, in one order. */
    public EventJournal<SessionEvent> events() {
        return events;
    }

    /** The state, from the record that was made when it was decided. */
    public Now now() {
        return now;
    }

    /** The state and what happens from here on: no transition is missed in between, and none is told twice. */
    public Following follow() {
        synchronized (changing) {
            return new Following(now, events.cursor(events.last()));
        }
    }

    /** What was said of the program, and what is believed of it. */
    public Heard heard() {
        return detection.heard();
    }

    /** The size that was last asked for. */
    public WindowSize size() {
        return size;
    }

    /** What a person would see now. */
    public CompletableFuture<Snapshot> snapshot() {
        return questions.snapshot();
    }

    /** The screen, whenever it has changed. */
    public ScreenFeed screens() {
        return screens;
    }

    /** The screen's state as escape sequences, for a terminal that joins late or fell behind. */
    public CompletableFuture<Dump> dump() {
        return questions.ask(Terminal::dump);
    }

    /** The newest lines that left the screen at its top, oldest first. */
    public CompletableFuture<List<Line>> history(int atMost) {
        return questions.ask(t -> t.history(atMost));
    }

    /** History and screen by number: at most so many lines, from the first that is still held and not before {@code from}. */
    public CompletableFuture<Lines> lines(long from, int atMost) {
        return questions.ask(t -> new Lines(Math.max(from, t.firstLine()), t.lines(from, atMost)));
    }

    /** The lines of the screen, and which moment they are of. */
    CompletableFuture<Look> look() {
        return questions.ask(t ->
                new Look(t.offset(), new Lines(t.screenLine(), t.lines(t.screenLine(), Terminal.MAX_ROWS))));
    }

    /** The number of the screen's first line when the last block of output had been shown. */
    long topLine() {
        return topLine;
    }

    /** Those who wait for something to happen here. */
    synchronized Watch watch(Waits waits) {
        if (watch == null) {
            watch = new Watch(this, waits);
            watch.start();
        }
        return watch;
    }

    /** Types. Never waits; either all of it will reach the program, or none of it is taken. */
    public void write(byte[] bytes) throws InputRefused {
        Optional<Pty> pty = pty();
        if (pty.isEmpty()) {
            throw InputRefused.notStarted();
        }
        pty.get().write(bytes);
        bytesWritten.addAndGet(bytes.length);
        screens.typed();
    }

    /** Bytes that were taken as input. */
    public long bytesWritten() {
        return bytesWritten.get();
    }

    /** Another size, first for the screen and then for the program, soon. */
    public void resize(WindowSize wanted) {
        boolean other = !wanted.equals(size);
        size = wanted;
        wantedSize = wanted;
        wake();
        if (other) {
            events.append(new Resized(wanted));
        }
    }

    /**
     * Somebody looks through a window of that size, from now on or still: the terminal gets the size that all viewers can
     * show, see {@link Viewers}.
     *
     * @param viewer who it is, by identity or {@code equals}
     */
    public void view(Object viewer, WindowSize window) {
        synchronized (changing) {
            change(viewers.with(viewer, window));
        }
    }

    /** A viewer does not look any more. */
    public void leave(Object viewer) {
        synchronized (changing) {
            change(viewers.without(viewer));
        }
    }

    private void change(Viewers.Change change) {
        viewers = change.viewers();
        change.size().ifPresent(this::resize);
    }

    /** False when there is no program to hear it. */
    public boolean signal(Signal signal, Target target) {
        return pty().map(pty -> pty.signal(signal, target)).orElse(false);
    }

    /** As if the line were cut: SIGHUP to the program's group. */
    public void hangUp() {
        pty().ifPresent(Pty::hangUp);
    }

    /** SIGKILL to the program's group. */
    public void kill() {
        pty().ifPresent(Pty::kill);
    }

    /** The program's process, also after its end. */
    public OptionalLong pid() {
        return pty().map(pty -> OptionalLong.of(pty.pid())).orElse(OptionalLong.empty());
    }

    /** How the program ended; completed when its last byte is in the journal and on the screen. */
    public CompletableFuture<ExitStatus> exit() {
        return exit.copy();
    }

    /** Answers to the program's questions that it did not want to read. */
    public long answersLost() {
        return answersLost.get();
    }

    /** What had to be left out so far. */
    public Diagnostics diagnostics() {
        return new Diagnostics(terminal.dropped(), answersLost.get());
    }

    /** Gives up the session: a program that still runs is killed with its group, and behind its end nothing follows. */
    @Override
    public void close() {
        pty().ifPresentOrElse(
                        pty -> {
                            pty.close();
                            var _ = exit.thenRun(events::close);
                        },
                        events::close);
    }

    private Optional<Pty> pty() {
        return Optional.ofNullable(started.getNow(null));
    }

    private void wake() {
        pty().ifPresent(Pty::wake);
    }

    /** One after the other: see {@link Detection.Listener}. */
    private void become(AgentState next, int tier, String cause) {
        Transition transition = new Transition(now.transition.state(), next, FIRST_EPOCH, tier, cause);
        synchronized (changing) {
            now = new Now(transition, events.append(transition));
        }
    }

    /** What the loop thread brings. */
    private final class Feed implements PtyListener {
        @Override
        public void onOutput(byte[] block, int length) {
            if (questions.waiting()) {
                // Who asks and then types is answered before what comes of it.
                answerQuestions();
            }
            output.append(block, 0, length);
            terminal.feed(block, 0, length);
            topLine = terminal.screenLine();
            screens.changed();
            detection.printed();
            answerQuestions();
        }

        @Override
        public void onWake() {
            WindowSize wanted = wantedSize;
            if (wanted != null) {
                wantedSize = null;
                terminal.resize(wanted.columns(), wanted.rows());
                topLine = terminal.screenLine();
                screens.changed();
                pty().ifPresent(pty -> pty.resize(wanted));
            }
            answerQuestions();
        }

        private void answerQuestions() {
            if (!terminal.is(Mode.SYNCHRONIZED_UPDATE) || questions.impatient()) {
                questions.answer();
            } else {
                questions.awaitFrame();
            }
        }

        @Override
        public void onExit(ExitStatus status) {
            output.close();
            questions.close();
            detection.ended(status);
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
        public void event(TerminalEvent event) {
            detection.told(event);
        }

        @Override
        public void frameEnd() {
            if (questions.waiting()) {
                questions.answer();
            }
        }
    }
}
