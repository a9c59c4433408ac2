package dev.coop.cli.attach;

import java.time.Duration;
import java.util.Optional;

/**
 * How to attach.
 *
 * @param statusLine keep the bottom row for it
 * @param statusCommand prints it; empty for coop's own
 * @param statusInterval how often it is made anew
 * @param maxReconnects in a row; 0 for none
 */
record AttachOptions(boolean statusLine, Optional<String> statusCommand, Duration statusInterval, int maxReconnects) {
    static final int DEFAULT_RECONNECTS = 10;

    /** Without a status line. */
    static final AttachOptions PLAIN =
            new AttachOptions(false, Optional.empty(), Duration.ofDays(1), DEFAULT_RECONNECTS);
}
