package dev.coop.cli;

import dev.coop.cli.attach.OwnHost;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/**
 * The host that this process has started.
 *
 * @param endsWithProgram whether it is to end when its program has
 */
record OwnedHost(StartedHost started, HostVoice voice, boolean endsWithProgram) implements OwnHost {
    /** Other programs of the host may take their time to save their work; nobody waits longer for them than this. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

    private static final int SIGNALED = 128;

    /** What the started process ended with, where it said nothing better. */
    int code() {
        int exit = started.exit().join();
        return voice.ended().join().orElse(exit);
    }

    @Override
    public void terminate() {
        started.terminate().run();
    }

    @Override
    public boolean hasEnded() {
        return started.exit().isDone();
    }

    @Override
    public int codeAfter(int programs) {
        lookAway();
        if (!endsWithProgram) {
            return programs;
        }
        try {
            return CompletableFuture.supplyAsync(this::code, Thread::startVirtualThread)
                    .get(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException goesOn) {
            return programs;
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("nobody interrupts the main thread", unexpected);
        }
    }

    @Override
    public Optional<Integer> orderlyCode() {
        started.exit().join();
        return voice.ended().join();
    }

    @Override
    public String lastWords() {
        int exit = started.exit().join();
        return "the host was lost, and the program with it: "
                + (exit > SIGNALED ? "signal " + (exit - SIGNALED) + " ended it" : "it ended with code " + exit);
    }

    @Override
    public void whenEnded(IntConsumer action) {
        var _ = started.exit()
                .thenCombine(voice.ended(), (exit, said) -> said.orElse(exit))
                .thenAccept(action::accept);
    }

    /** The host may go now: its program's last output was seen. */
    private void lookAway() {
        try {
            started.presence().close();
        } catch (IOException goneAlready) {
            // Then it waits for nobody.
            return;
        }
    }
}
