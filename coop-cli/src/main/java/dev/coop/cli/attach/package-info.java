/**
 * {@code coop attach}: a session in the user's terminal, over a WebSocket.
 *
 * <p>What the host sends is fed to a terminal engine of our own, and what that shows is painted. So it makes no
 * difference whether the session's terminal is as large as the user's, which row the status line takes, and what was
 * missed; and nothing that a program prints reaches the user's terminal as it is.
 */
@NullMarked
package dev.coop.cli.attach;

import org.jspecify.annotations.NullMarked;
