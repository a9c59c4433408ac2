package dev.coop.cli;

import dev.coop.core.session.SessionLimits;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;

/** Settings that only the environment has. */
final class Settings {
    static final String SHUTDOWN_TIMEOUT = "COOP_SHUTDOWN_TIMEOUT_MS";

    /** How long a program that was hung up may take to save its work. */
    static final Duration DEFAULT_SHUTDOWN_TIMEOUT = Duration.ofSeconds(10);

    static final String CHECKSUMS = "COOP_VT_DECRQCRA";

    private Settings() {}

    /** Test suites read the screen through checksums. Whoever wants to run one says so; anything but 0 and 1 is reported. */
    static SessionLimits limits(Map<String, String> environment, PrintWriter errors) {
        String value = environment.getOrDefault(CHECKSUMS, "");
        if (!value.matches("[01]?")) {
            errors.printf("coop: the variable %s is '%s', and neither 0 nor 1; using 0%n", CHECKSUMS, value);
        }
        SessionLimits usual = SessionLimits.DEFAULT;
        return new SessionLimits(usual.outputBytes(), usual.historyLines(), value.equals("1"));
    }

    /** What is no number of milliseconds is reported, and the default used. */
    static Duration shutdownTimeout(Map<String, String> environment, PrintWriter errors) {
        String value = environment.getOrDefault(SHUTDOWN_TIMEOUT, "");
        if (value.isEmpty()) {
            return DEFAULT_SHUTDOWN_TIMEOUT;
        }
        if (value.matches("[0-9]{1,9}")) {
            return Duration.ofMillis(Integer.parseInt(value));
        }
        errors.printf(
                "coop: the variable %s is '%s', which is no number of milliseconds; using %d%n",
                SHUTDOWN_TIMEOUT, value, DEFAULT_SHUTDOWN_TIMEOUT.toMillis());
        return DEFAULT_SHUTDOWN_TIMEOUT;
    }
}
