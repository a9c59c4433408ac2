package dev.coop.core.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a program is shown, and when coop ends; what is left open depends on whether there is a terminal and who may
 * connect.
 *
 * @param serve until told to stop
 * @param headless not in the user's terminal
 * @param exitWithAgent when the program does
 * @param shutdownTimeout a program that was hung up may take this long to save its work
 */
public record RunSettings(
        boolean serve, Optional<Boolean> headless, Optional<Boolean> exitWithAgent, Duration shutdownTimeout) {
    static RunSettings of(Configuration from) {
        return new RunSettings(
                from.get(Settings.SERVE),
                from.get(Settings.HEADLESS),
                from.get(Settings.EXIT_WITH_AGENT),
                from.get(Settings.SHUTDOWN_TIMEOUT));
    }
}
