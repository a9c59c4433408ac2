package dev.coop.transport.admission;

/**
 * The user of a socket, and the socket's number in {@code /proc/<pid>/fd} of whoever holds it.
 *
 * @param inode never 0: that is a socket which its process has closed
 */
record SocketOwner(int uid, long inode) {}
