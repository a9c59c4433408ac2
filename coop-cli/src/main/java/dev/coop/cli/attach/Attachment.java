package dev.coop.cli.attach;

import dev.coop.cli.client.Target;
import dev.coop.cli.terminal.HotKey;
import dev.coop.cli.terminal.Keyboard;
import dev.coop.cli.terminal.Signals;
import dev.coop.cli.terminal.UserTerminal;
import dev.coop.cli.wire.NothingListensException;
import dev.coop.cli.wire.WireException;
import dev.coop.core.pty.FirstProcess;
import dev.coop.core.pty.WindowSize;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The user's terminal attached to a session: from the first connection, through as many more as it takes, until the
 * program ends, the user leaves, or the host is lost for good. Then the terminal is as it was found.
 */
public final class Attachment implements Keyboard.Listener {
    private static final Duration CONNECTING_TAKES_AT_MOST = Duration.ofSeconds(10);

    /** The user's terminal may take no more output; who was told to go does not wait for that. */
    private static final Duration LEAVING_TAKES_AT_MOST = Duration.ofSeconds(1);

    /** What was typed before the key that leaves is for the program; a host that does not take it is not waited for. */
    private static final Duration LAST_KEYS_TAKE_AT_MOST = Duration.ofMillis(500);

    private static final int HANGUP = 1;
    private static final int INTERRUPT = 2;
    private static final int TERMINATE = 15;
    private static final int FAILURE = 1;

    /** For a terminal that does not tell its size. */
    private static final WindowSize USUAL = new WindowSize(80, 24);

    private final Target target;
    private final Bond bond;
    private final View show;
    private final Set<HotKey> keys;
    private final PrintWriter errors;
    private final Backoff backoff;
    private final StatusLine statusLine;
    private final Outbox outbox = new Outbox();
    private final CompletableFuture<Leave> leaving = new CompletableFuture<>();
    private volatile @Nullable HostLink current;

    private Attachment(
            Target target, Bond bond, View show, Set<HotKey> keys, AttachOptions options, PrintWriter errors) {
        this.target = target;
        this.bond = bond;
        this.show = show;
        this.keys = keys;
        this.errors = errors;
        this.backoff = new Backoff(options.maxReconnects());
        this.statusLine = new StatusLine(options.statusCommand(), options.statusInterval());
    }

    /** As somebody who looks in: the session is painted, on the terminal's alternate screen. */
    static Attachment asGuest(Target target, AttachOptions options, PrintWriter errors) {
        return new Attachment(
                target,
                new GuestBond(target),
                new Show(UserTerminal.screen(), Attachment::window, options.statusLine()),
                EnumSet.allOf(HotKey.class),
                options,
                errors);
    }

    /**
     * As who has just started the host: the program has the terminal for itself, and signals are for the host.
     *
     * @param wanted what size the session is to have
     */
    public static Attachment toOwn(Target target, OwnHost host, Supplier<WindowSize> wanted, PrintWriter errors) {
        return new Attachment(
                target,
                new OwnerBond(host),
                new Passage(UserTerminal.screen(), wanted, Attachment::window),
                // To leave would be to end: nothing in a container outlives its first process.
                FirstProcess.isThis() ? EnumSet.noneOf(HotKey.class) : EnumSet.of(HotKey.LEAVE),
                AttachOptions.PLAIN,
                errors);
    }

    private static WindowSize window() {
        return UserTerminal.size().orElse(USUAL);
    }

    /**
     * Returns the exit code.
     *
     * @throws IOException when not even the first connection comes about: the terminal was not touched then
     */
    public int run() throws IOException {
        HostLink first = HostLink.open(target, CONNECTING_TAKES_AT_MOST);
        Outcome outcome = new Outcome.Left();
        try (UserTerminal _ = UserTerminal.takeOver()) {
            listen();
            show.begin();
            try {
                outcome = stayAttached(first);
            } finally {
                show.end(isCutOff(outcome));
            }
        } catch (IOException terminalGone) {
            gone();
            outcome = leaving.isDone() ? new Outcome.Left() : new Outcome.Ended(HostEvent.Exited.bySignal(HANGUP));
        }
        return tell(outcome);
    }

    private boolean isCutOff(Outcome outcome) {
        return bond.wasAsked()
                || !(outcome instanceof Outcome.Ended(var exit))
                || exit.signal().isPresent();
    }

    private void listen() {
        Signals.on("WINCH", this::windowChanged);
        Signals.on("TERM", () -> asked(TERMINATE, true));
        Signals.on("INT", () -> asked(INTERRUPT, true));
        Signals.on("HUP", this::gone);
        Thread.ofPlatform().name("coop-keys").daemon().start(new Keyboard(UserTerminal.keys(), keys, this));
    }

    private Outcome stayAttached(HostLink first) throws IOException {
        Optional<HostLink> link = Optional.of(first);
        boolean seen = false;
        String why = "";
        while (true) {
            if (link.isPresent()) {
                Outcome outcome = converse(link.get(), !seen);
                seen = true;
                if (!(outcome instanceof Outcome.Lost(String reason))) {
                    return outcome;
                }
                why = reason;
            }
            Optional<Duration> delay = backoff.next();
            if (leaving.isDone()) {
                return new Outcome.Left();
            }
            if (delay.isEmpty()) {
                return new Outcome.Lost(why);
            }
            show.notice(String.format(
                    "coop attach: reconnecting (%d/%d) in %.1fs...",
                    backoff.attempt(), backoff.attempts(), delay.get().toMillis() / 1000.0));
            if (leftWithin(delay.get())) {
                return new Outcome.Left();
            }
            try {
                link = Optional.of(HostLink.open(target, CONNECTING_TAKES_AT_MOST));
            } catch (NothingListensException gone) {
                link = Optional.empty();
                why = String.valueOf(gone.getMessage());
                Optional<String> over = bond.over();
                if (over.isPresent()) {
                    return new Outcome.Lost(over.get());
                }
            } catch (WireException failure) {
                link = Optional.empty();
                why = String.valueOf(failure.getMessage());
            }
        }
    }

    private Outcome converse(HostLink link, boolean first) throws IOException {
        Conversation conversation = new Conversation(link, show, statusLine, outbox, first);
        current = link;
        try (link) {
            // Somebody may have left before there was something to close.
            Outcome outcome = leaving.isDone() ? new Outcome.Left() : conversation.run();
            if (conversation.succeeded()) {
                backoff.succeeded();
            }
            return leaving.isDone() ? new Outcome.Left() : outcome;
        } finally {
            current = null;
        }
    }

    private boolean leftWithin(Duration delay) {
        try {
            leaving.get(delay.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (InterruptedException | ExecutionException unexpected) {
            throw new IllegalStateException("nobody interrupts the main thread", unexpected);
        }
    }

    private int tell(Outcome outcome) {
        switch (outcome) {
            case Outcome.Ended(HostEvent.Exited exit) -> {
                return bond.code(exit);
            }
            case Outcome.Left() -> {
                Leave leave = leaving.join();
                if (leave.detached()) {
                    errors.println("detached; to return: coop attach " + target.name());
                }
                return leave.code();
            }
            case Outcome.Lost(String why) -> {
                Optional<Integer> code = bond.orderlyCode();
                if (code.isPresent()) {
                    return code.get();
                }
                errors.println(bond.speaker() + why);
            }
            case Outcome.Barred(String why) -> errors.println(bond.speaker() + why);
        }
        return FAILURE;
    }

    private void windowChanged() {
        show.startOver();
        HostLink link = current;
        if (link != null) {
            try {
                // The answer wakes the main thread, which paints.
                link.resize(show.roomNow());
            } catch (WireException lost) {
                return;
            }
        }
    }

    /** A signal, or a closed window: for the host if it is ours, else for us. */
    private void asked(int signal, boolean again) {
        if (!bond.passOn(again)) {
            leave(Leave.bySignal(signal));
        }
    }

    private void leave(Leave how) {
        if (leaving.complete(how)) {
            after(LEAVING_TAKES_AT_MOST, () -> System.exit(how.code()));
            HostLink link = current;
            if (link != null && how.detached()) {
                outbox.whenEmpty(link::close);
                after(LAST_KEYS_TAKE_AT_MOST, link::close);
            } else if (link != null) {
                link.close();
            }
        }
    }

    private static void after(Duration delay, Runnable action) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(action);
    }

    @Override
    public void typed(byte[] bytes) {
        outbox.offer(bytes);
    }

    @Override
    public void pressed(HotKey key) {
        switch (key) {
            case LEAVE -> leave(Leave.byKey());
            case REDRAW -> redraw();
        }
    }

    private void redraw() {
        show.startOver();
        HostLink link = current;
        if (link != null) {
            try {
                link.askForDump();
            } catch (WireException lost) {
                return;
            }
        }
    }

    @Override
    public void gone() {
        asked(HANGUP, false);
    }
}
