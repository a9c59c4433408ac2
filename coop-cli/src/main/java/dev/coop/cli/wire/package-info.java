/**
 * HTTP/1.1, WebSocket (RFC 6455) and JSON as a client of coop needs them, over TCP and Unix sockets.
 *
 * <p>Written for commands that are over in a tenth of a second: the JDK's own HTTP client knows no Unix sockets and takes
 * longer to start than such a command does. Not here: TLS, proxies, redirects, connections for more than one request,
 * compression.
 */
@NullMarked
package dev.coop.cli.wire;

import org.jspecify.annotations.NullMarked;
