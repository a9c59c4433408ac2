package dev.coop.cli.client;

/** A time since something began, short enough for a column: {@code 42s}, {@code 5m}, {@code 3h12m}, {@code 9d4h}. */
public final class Uptime {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Uptime() {}

    public static String of(long seconds) {
        if (seconds < MINUTE) {
            return seconds + "s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + "m";
        }
        return seconds < DAY
                ? seconds / HOUR + "h" + seconds % HOUR / MINUTE + "m"
                : seconds / DAY + "d" + seconds % DAY / HOUR + "h";
    }
}
