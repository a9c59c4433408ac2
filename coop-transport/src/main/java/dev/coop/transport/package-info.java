/**
 * How clients reach the core: HTTP, WebSocket, Unix socket and gRPC.
 *
 * <p>Frames, authenticates and limits; decides nothing. Must not know picocli or the terminal of a user.
 */
@NullMarked
package dev.coop.transport;

import org.jspecify.annotations.NullMarked;
