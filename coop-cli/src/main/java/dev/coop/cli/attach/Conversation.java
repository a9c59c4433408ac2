package dev.coop.cli.attach;

import dev.coop.cli.wire.WireException;
import dev.coop.core.pty.WindowSize;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from the first request to its end: the screen as it is, then the output from there on, and the screen
 * again wherever something is missing.
 *
 * <p>Runs on the main thread, which alone paints; the keyboard's thread sends what is typed.
 */
final class Conversation {
    /** Also without news: the status line goes on, and a window that has changed is painted. */
    private static final Duration TICK = Duration.ofSeconds(1);

    /** What the program printed last may come after the news of its end, and so may where that ends. */
    private static final Duration LAST_OUTPUT_TAKES_AT_MOST = Duration.ofMillis(200);

    /** A host that is silent for so long is asked whether it is there. */
    private static final Duration PING_AFTER = Duration.ofSeconds(30);

    /** One that does not answer that is not. */
    private static final Duration DEAD_AFTER = Duration.ofSeconds(45);

    /** So long a host may take for the screen, or to fill a hole in the output. */
    private static final Duration ANSWER_TAKES_AT_MOST = Duration.ofSeconds(10);

    private static final Duration HOLE_LASTS_AT_MOST = Duration.ofSeconds(1);

    /** RFC 6455: we are not wanted. */
    private static final int POLICY = 1008;

    private static final Set<String> UNWANTED = Set.of("UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND");

    private final HostLink link;
    private final View show;
    private final StatusLine statusLine;
    private final Outbox outbox;
    private final boolean first;
    private final OutputGate gate = new OutputGate();
    private boolean shown;
    private long dumpAskedAt;
    private boolean awaitingDump;
    private long aheadSince;
    private boolean ahead;
    private boolean pinged;
    private HostEvent.@Nullable Exited exited;
    private long exitedAt;
    private boolean stay;
    private boolean picture;
    private boolean endAsked;
    private OptionalLong outputEnd = OptionalLong.empty();

    /** @param first nothing was seen of the session before: if its program has ended already, its screen is shown */
    Conversation(HostLink link, View show, StatusLine statusLine, Outbox outbox, boolean first) {
        this.link = link;
        this.show = show;
        this.statusLine = statusLine;
        this.outbox = outbox;
        this.first = first;
    }

    /** Whether the screen was seen. */
    boolean succeeded() {
        return shown;
    }

    /** Goes on until it ends for one reason or another; never by an exception but for the user's terminal. */
    Outcome run() throws IOException {
        try {
            link.resize(show.room());
            OptionalLong joint = show.joinsAt();
            if (joint.isPresent()) {
                join(joint.getAsLong());
            } else {
                askForDump();
            }
            if (show.hasStatusRow()) {
                link.askForStatus();
            }
            while (true) {
                Optional<Outcome> end = next();
                if (end.isPresent()) {
                    return end.get();
                }
            }
        } catch (WireException broken) {
            return lost(String.valueOf(broken.getMessage()));
        } finally {
            outbox.disconnected();
        }
    }

    private Optional<Outcome> next() throws IOException {
        HostEvent event = link.receive(patience());
        Optional<Outcome> end = take(event);
        boolean quiet = event instanceof HostEvent.Nothing;
        if (end.isPresent()) {
            show.paintNow();
            return end;
        }
        if (quiet) {
            outbox.retry();
            watch();
        }
        Optional<WindowSize> room = show.takeNewRoom();
        if (room.isPresent()) {
            link.resize(room.get());
        }
        show.status(statusLine.text(show.room()));
        show.paint(quiet);
        if (exited == null || stay) {
            return Optional.empty();
        }
        boolean everything = outputEnd.isPresent() && gate.hasPassed(outputEnd.getAsLong());
        if (everything) {
            show.paintNow();
        }
        return everything || (quiet && since(exitedAt).compareTo(lastOutputTakesAtMost()) >= 0)
                ? Optional.of(new Outcome.Ended(exited))
                : Optional.empty();
    }

    /** What stays in the user's terminal is waited for as long as any answer; a picture goes away anyhow. */
    private Duration lastOutputTakesAtMost() {
        return show.isComplete() ? ANSWER_TAKES_AT_MOST : LAST_OUTPUT_TAKES_AT_MOST;
    }

    /** How long nothing may come before there is something to do. */
    private Duration patience() {
        if (show.isDirty()) {
            return show.mustWait() ? Show.FRAME : Duration.ZERO;
        }
        return exited != null && !stay
                ? LAST_OUTPUT_TAKES_AT_MOST
                : outbox.retryIn().orElse(TICK);
    }

    private Optional<Outcome> take(HostEvent event) throws IOException {
        switch (event) {
            case HostEvent.Dumped dump -> show(dump);
            case HostEvent.Output output -> feed(output);
            case HostEvent.Gap(long to) -> {
                if (gate.isLost(to)) {
                    askForDump();
                }
            }
            case HostEvent.Resized(WindowSize size) -> {
                if (!show.has(size)) {
                    askForDump();
                }
            }
            case HostEvent.State state -> {
                statusLine.state(state);
                if (!state.name().equals("exited")) {
                    exited = null;
                    stay = false;
                    endAsked = false;
                    outputEnd = OptionalLong.empty();
                    show.notice("");
                }
            }
            case HostEvent.Exited exit -> {
                exited = exit;
                exitedAt = System.nanoTime();
                stay = first && !shown;
                askForEnd();
            }
            case HostEvent.Typed() -> outbox.taken();
            case HostEvent.Refused refused -> {
                return refused(refused);
            }
            case HostEvent.Closed(int code, String reason) -> {
                return Optional.of(
                        code == POLICY
                                ? new Outcome.Barred(reason.isEmpty() ? "the host closed the connection" : reason)
                                : lost("the host closed the connection" + (reason.isEmpty() ? "" : ": " + reason)));
            }
            case HostEvent.Nothing() -> {}
        }
        return Optional.empty();
    }

    /** After the end of the program a host may go away; that is no news. */
    private Outcome lost(String why) {
        return exited != null ? new Outcome.Ended(exited) : new Outcome.Lost(why);
    }

    private void askForDump() throws WireException {
        picture = true;
        ask();
    }

    /** The program prints no more, so the next dump says where its output ends. */
    private void askForEnd() throws WireException {
        if (!stay && !awaitingDump) {
            endAsked = true;
            ask();
        }
    }

    private void ask() throws WireException {
        if (!awaitingDump) {
            awaitingDump = true;
            dumpAskedAt = System.nanoTime();
            link.askForDump();
        }
    }

    private void show(HostEvent.Dumped dump) throws IOException {
        awaitingDump = false;
        if (endAsked) {
            outputEnd = OptionalLong.of(dump.offset());
        }
        if (picture || !show.isComplete()) {
            picture = false;
            show.show(dump);
            join(dump.offset());
        }
        if (exited != null && !endAsked) {
            askForEnd();
        }
        show.notice(exited != null && stay ? exited.words() + "; Ctrl+] leaves" : "");
    }

    /** From here on the output is shown. */
    private void join(long offset) throws WireException {
        gate.openAt(offset);
        link.subscribe(offset);
        if (!shown) {
            shown = true;
            outbox.connected(link::type);
        }
    }

    private void feed(HostEvent.Output output) throws IOException {
        int known = gate.admit(output.offset, output.length());
        show.feed(output.bytes, output.from + known, output.length() - known);
        if (!gate.isAhead()) {
            ahead = false;
        } else if (!ahead) {
            ahead = true;
            aheadSince = System.nanoTime();
        }
    }

    private Optional<Outcome> refused(HostEvent.Refused refused) throws IOException {
        switch (refused.what()) {
            case HostLink.INPUT -> outbox.refused(refused.code());
            case HostLink.DUMP -> {
                return Optional.of(
                        UNWANTED.contains(refused.code())
                                ? new Outcome.Barred(refused.sentence())
                                : lost(refused.sentence()));
            }
            default -> {
                // Of the size, say, of a program that has ended: what is seen stays right.
            }
        }
        return Optional.empty();
    }

    /** What has to come and does not. */
    private void watch() throws WireException {
        if (awaitingDump && since(dumpAskedAt).compareTo(ANSWER_TAKES_AT_MOST) > 0) {
            throw new WireException("the host does not send its screen");
        }
        if (ahead && since(aheadSince).compareTo(HOLE_LASTS_AT_MOST) > 0) {
            ahead = false;
            askForDump();
        }
        Duration silence = link.silence();
        if (silence.compareTo(DEAD_AFTER) > 0) {
            throw new WireException("the host has been silent for " + silence.toSeconds() + " seconds");
        }
        if (silence.compareTo(PING_AFTER) < 0) {
            pinged = false;
        } else if (!pinged) {
            pinged = true;
            link.ping();
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
