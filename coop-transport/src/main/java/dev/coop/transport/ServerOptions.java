package dev.coop.transport;

import dev.coop.core.config.TransportLimits;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a host listens.
 *
 * @param host the address for all ports
 * @param port for everything; 0: any that is free
 * @param grpcPort for gRPC alone
 * @param healthPort for health alone
 * @param socket for everything
 * @param ownDirectory the socket's directory is coop's own, and not one that the user chose
 * @param limits how many connections, and how long they may take
 */
public record ServerOptions(
        String host,
        Optional<Integer> port,
        Optional<Integer> grpcPort,
        Optional<Integer> healthPort,
        Optional<Path> socket,
        boolean ownDirectory,
        TransportLimits limits) {}
