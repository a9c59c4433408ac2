package dev.coop.cli;

import dev.coop.cli.attach.Attachment;
import dev.coop.cli.attach.OwnHost;
import dev.coop.cli.client.Target;
import dev.coop.cli.terminal.Signals;
import dev.coop.cli.terminal.UserTerminal;
import dev.coop.cli.wire.Endpoint;
import dev.coop.core.config.SessionSettings;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A program in the user's terminal: starts a host for it in the background, and attaches to that. */
final class Foreground {
    private final Caller caller;
    private final HostStarter starter;

    Foreground(Caller caller, HostStarter starter) {
        this.caller = caller;
        this.starter = starter;
    }

    /** Returns the exit code: the host's, or 0 if the user left it running. */
    int run(RunOptions options) {
        try {
            SessionSettings session = options.settings().session();
            OwnedHost host = start(options);
            Optional<HostVoice.Ready> ready = host.voice().ready().join();
            if (ready.isEmpty()) {
                return host.code();
            }
            Target target = new Target(
                    ready.get().name(),
                    Endpoint.of(ready.get().socket()),
                    Optional.empty(),
                    options.settings().server().token());
            try {
                return Attachment.toOwn(target, host, () -> session.size(UserTerminal.size()), caller.errors())
                        .run();
            } finally {
                host.voice().speakUp();
            }
        } catch (IOException failure) {
            caller.errors().println("coop: " + failure.getMessage());
            return ExitCode.START_FAILURE;
        }
    }

    /** A signal that comes while the host starts is for the host; one that comes before it exists, too. */
    private OwnedHost start(RunOptions options) throws IOException {
        AtomicReference<Runnable> end = new AtomicReference<>(() -> System.exit(ExitCode.FORCED));
        for (String signal : OwnHost.PASSED_ON) {
            Signals.on(signal, () -> end.get().run());
        }
        StartedHost started =
                starter.start(options.arguments(), options.settings().session().size(UserTerminal.size()));
        end.set(started.terminate());
        HostVoice voice = new HostVoice(started.words(), caller.errors());
        Thread.ofPlatform().name("coop-host").daemon().start(voice);
        return new OwnedHost(
                started,
                voice,
                BackgroundHost.endsWithProgram(options.settings().run()));
    }
}
