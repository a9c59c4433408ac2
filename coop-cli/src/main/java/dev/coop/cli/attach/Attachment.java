package dev.coop.cli.attach;

import dev.coop.cli.client.Target;
import dev.coop.cli.terminal.HotKey;
import dev.coop.cli.terminal.Keyboard;
import dev.coop.cli.terminal.Signals;
import dev.coop.cli.terminal.UserTerminal;
import dev.coop.cli.wire.Address;
import dev.coop.cli.wire.NothingListensException;
import dev.coop.cli.wire.WireException;
import dev.coop.core.pty.WindowSize;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The user's terminal attached to a session: from the first connection, through as many more as it takes, until the
 * program ends, the user leaves, or the host is lost for good. Then the terminal is as it was found.
 */
final class Attachment implements Keyboard.Listener {
    private static final Duration CONNECTING_TAKES_AT_MOST = Duration.ofSeconds(10);

    /** The user's terminal may take no more output; who was told to go does not wait for that. */
    private static final Duration LEAVING_TAKES_AT_MOST = Duration.ofSeconds(1);

    private static final int HANGUP = 1;
    private static final int INTERRUPT = 2;
    private static final int TERMINATE = 15;
    private static final int FAILURE = 1;

    /** For a terminal that does not tell its size. */
    private static final WindowSize USUAL = new WindowSize(80, 24);

    private final Target target;
    private final AttachOptions options;
    private final PrintWriter errors;
    private final Backoff backoff;
    private final StatusLine statusLine;
    private final Outbox outbox = new Outbox();
    private final Show show;
    private final CompletableFuture<Leave> leaving = new CompletableFuture<>();
    private volatile @Nullable HostLink current;

    Attachment(Target target, AttachOptions options, PrintWriter errors) {
        this.target = target;
        this.options = options;
        this.errors = errors;
        this.backoff = new Backoff(options.maxReconnects());
        this.statusLine = new StatusLine(options.statusCommand(), options.statusInterval());
        this.show = new Show(UserTerminal.screen(), Attachment::window, options.statusLine());
    }

    private static WindowSize window() {
        return UserTerminal.size().orElse(USUAL);
    }

    /**
     * Returns the exit code.
     *
     * @throws IOException when not even the first connection comes about: the terminal was not touched then
     */
    int run() throws IOException {
        HostLink first = HostLink.open(target, CONNECTING_TAKES_AT_MOST);
        Outcome outcome;
        try (UserTerminal _ = UserTerminal.takeOver()) {
            listen();
            show.begin();
            try {
                outcome = stayAttached(first);
            } finally {
                show.end();
            }
        } catch (IOException terminalGone) {
            leave(Leave.bySignal(HANGUP));
            outcome = new Outcome.Left();
        }
        return tell(outcome);
    }

    private void listen() {
        Signals.on("WINCH", this::windowChanged);
        Signals.on("TERM", () -> leave(Leave.bySignal(TERMINATE)));
        Signals.on("INT", () -> leave(Leave.bySignal(INTERRUPT)));
        Signals.on("HUP", () -> leave(Leave.bySignal(HANGUP)));
        Thread.ofPlatform()
                .name("coop-keys")
                .daemon()
                .start(new Keyboard(UserTerminal.keys(), EnumSet.allOf(HotKey.class), this));
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
                if (removedItsSocket()) {
                    return new Outcome.Lost("the host has ended");
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

    /** As a host does that ends in order. */
    private boolean removedItsSocket() {
        return target.endpoint().address() instanceof Address.Unix(var path) && !Files.exists(path);
    }

    private int tell(Outcome outcome) {
        switch (outcome) {
            case Outcome.Ended(HostEvent.Exited exit) -> {
                return exit.shellCode();
            }
            case Outcome.Left() -> {
                Leave leave = leaving.join();
                if (leave.detached()) {
                    errors.println("detached; to return: coop attach " + target.name());
                }
                return leave.code();
            }
            case Outcome.Lost(String why) -> errors.println("coop attach: " + why);
            case Outcome.Barred(String why) -> errors.println("coop attach: " + why);
        }
        return FAILURE;
    }

    private void windowChanged() {
        show.startOver();
        HostLink link = current;
        if (link != null) {
            try {
                // The answer wakes the main thread, which paints.
                link.resize(Painter.room(window(), options.statusLine()));
            } catch (WireException lost) {
                return;
            }
        }
    }

    private void leave(Leave how) {
        if (leaving.complete(how)) {
            CompletableFuture.delayedExecutor(LEAVING_TAKES_AT_MOST.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> System.exit(how.code()));
            HostLink link = current;
            if (link != null) {
                link.close();
            }
        }
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
        leave(Leave.bySignal(HANGUP));
    }
}
