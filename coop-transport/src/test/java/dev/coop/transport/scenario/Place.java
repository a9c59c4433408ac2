package dev.coop.transport.scenario;

/** Where a host listens. */
enum Place {
    TCP,
    UNIX_SOCKET
}
