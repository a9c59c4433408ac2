package dev.coop.cli;

import dev.coop.core.api.HostControl;
import dev.coop.core.config.HostSettings;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.Host;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionLimits;
import dev.coop.core.session.Uploads;
import dev.coop.core.time.Timers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the process does when clients ask for it. */
final class HostDuties implements HostControl {
    private final Host host;
    private final HostSettings settings;
    private final Supplier<Map<String, String>> environment;
    private final Ending ending;
    private final Timers timers;
    private final Uploads uploads;
    private volatile Optional<String> url = Optional.empty();

    /** @param environment what sessions' programs get, and nothing secret */
    HostDuties(
            Host host,
            HostSettings settings,
            Supplier<Map<String, String>> environment,
            Ending ending,
            Timers timers,
            Path state) {
        this.host = host;
        this.settings = settings;
        this.environment = environment;
        this.ending = ending;
        this.timers = timers;
        this.uploads = new Uploads(state, settings.server().limits().uploadBytes());
    }

    @Override
    public void shutdown() {
        ending.lost();
    }

    @Override
    public void end(Session session) {
        session.hangUp();
        Timers.Cancellable overdue = timers.after(settings.run().shutdownTimeout(), session::kill);
        var _ = session.exit().thenRun(() -> {
            overdue.cancel();
            host.remove(session);
        });
    }

    @Override
    public Launch launch(List<String> command, Path directory, Map<String, String> added, int columns, int rows) {
        Map<String, String> all = new LinkedHashMap<>(environment.get());
        all.putAll(added);
        return new Launch(command, directory, all, settings.session().term(), new WindowSize(columns, rows));
    }

    @Override
    public Uploads uploads() {
        return uploads;
    }

    @Override
    public SessionLimits limits() {
        return HostProcess.limits(settings);
    }

    @Override
    public String version() {
        return Version.line();
    }

    @Override
    public Optional<String> url() {
        return url;
    }

    /** It is known only when somebody listens. */
    void reachableAt(Optional<String> address) {
        url = address;
    }
}
