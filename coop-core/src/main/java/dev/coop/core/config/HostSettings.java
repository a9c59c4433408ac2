package dev.coop.core.config;

import java.util.ArrayList;
import java.util.List;

/** Everything that a host and its first session are told at their start, each part in the form that its user takes. */
public record HostSettings(RunSettings run, SessionSettings session, ServerSettings server, LogSettings log) {
    /** Also checks what no setting can tell by itself. */
    public static HostSettings of(Configuration from) throws SettingsException {
        List<String> problems = new ArrayList<>();
        HostSettings settings = new HostSettings(
                RunSettings.of(from),
                SessionSettings.of(from),
                ServerSettings.of(from, problems),
                LogSettings.of(from));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings;
    }
}
