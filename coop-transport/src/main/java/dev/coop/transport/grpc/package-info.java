/**
 * gRPC: the service {@code coop.v1.Coop}, the standard health service and reflection, on the connections that the front
 * door recognised as HTTP/2.
 *
 * <p>grpc-java's own server speaks HTTP/2 and knows nothing of sockets here: a {@link
 * dev.coop.transport.grpc.RelayedChannel} is its end of a connection, and the bytes come from and go to the one that the
 * front door accepted, on the same event loop. So there is one port for everything, and who was let in stays known.
 *
 * <p>Nothing here waits: handlers and streams run on the event loop of their connection.
 */
@NullMarked
package dev.coop.transport.grpc;

import org.jspecify.annotations.NullMarked;
